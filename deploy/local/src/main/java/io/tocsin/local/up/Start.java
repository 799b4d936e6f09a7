package io.tocsin.local.up;

import io.tocsin.local.processes.Folders;
import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.processes.Part;
import io.tocsin.local.processes.Ports;
import io.tocsin.local.product.Disk;
import io.tocsin.local.product.Product;
import io.tocsin.local.product.Remains;
import io.tocsin.local.product.Site;
import io.tocsin.local.progress.Progress;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What comes before a start: a clear place, enough room, free ports. */
final class Start {

    private static final long NEEDED_BYTES = 1L << 30;
    private static final int MEGA = 20;

    private final Site site;
    private final Progress progress;

    Start(Site site, Progress progress) {
        this.site = site;
        this.progress = progress;
    }

    /** Stops what a killed launcher left running and, if wanted, forgets what was stored. */
    void clear(boolean forget) throws IOException, InterruptedException {
        var remains = new Remains(site, progress);
        if (remains.any()) {
            progress.say("An earlier launcher was killed: stopping what it left running.");
            remains.stop();
        }
        if (forget) {
            var data = site.home().folder().resolve("data");
            progress.say("Forgot all data: removed %s (%d MB).".formatted(data, Folders.delete(data) >> MEGA));
        }
    }

    /** The product, not started yet, in a place that has room for it. */
    Product product(Blueprint blueprint) throws IOException {
        Disk.requireFree(site.home(), NEEDED_BYTES);
        var shape = blueprint.shape();
        var wanted = new HashMap<Integer, String>();
        requirePorts(site.infrastructureOf(shape), wanted);
        requirePorts(site.servicesOf(shape), wanted);
        var product = blueprint.product(progress);
        shape.remember(site.home());
        return product;
    }

    private static void requirePorts(List<Part> parts, Map<Integer, String> wanted) {
        for (var part : parts) {
            for (var port : part.ports()) {
                var other = wanted.put(port, part.name());
                if (other != null) {
                    throw new LaunchException(
                            "Port %d is meant for both %s and %s: choose another PORT or --port-offset."
                                    .formatted(port, other, part.name()));
                }
                Ports.requireFree(port, part.name());
            }
        }
    }
}
