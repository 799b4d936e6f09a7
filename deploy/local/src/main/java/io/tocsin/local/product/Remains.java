package io.tocsin.local.product;

import io.tocsin.local.processes.Leftovers;
import io.tocsin.local.processes.Part;
import io.tocsin.local.progress.Progress;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/** What a launcher that was killed has left running. */
public final class Remains {

    private final Site site;
    private final Progress progress;

    public Remains(Site site, Progress progress) {
        this.site = site;
        this.progress = progress;
    }

    /** Stops it in the usual order; of a product that was stopped properly nothing remains. */
    public void stop() throws IOException, InterruptedException {
        var shape = Shape.remembered(site.home());
        if (shape.isPresent()) {
            stop(site.servicesOf(shape.get()));
            stop(site.infrastructureOf(shape.get()));
        }
    }

    /** Whether anything remains. */
    public boolean any() throws IOException {
        var shape = Shape.remembered(site.home());
        if (shape.isEmpty()) {
            return false;
        }
        for (var parts : List.of(site.servicesOf(shape.get()), site.infrastructureOf(shape.get()))) {
            for (var part : parts) {
                if (site.home().pidFile(part.name()).live().isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    private void stop(List<Part> parts) throws IOException, InterruptedException {
        AtOnce.run(parts.stream().map(this::stop).toList());
    }

    private Callable<Void> stop(Part part) {
        return () -> {
            if (Leftovers.stop(part, site.home())) {
                progress.stopped(part.name());
            }
            return null;
        };
    }
}
