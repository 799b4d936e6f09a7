package io.tocsin.local.down;

import io.tocsin.local.lock.LauncherLock;
import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.processes.Life;
import io.tocsin.local.product.Place;
import io.tocsin.local.product.Remains;
import io.tocsin.local.product.Site;
import io.tocsin.local.progress.Displays;
import io.tocsin.local.progress.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops the product, wherever it was started. */
@Command(
        name = "down",
        customSynopsis = "deploy/down [options]",
        description = "Stops the product in good order and waits until all of it has ended. Data are kept.")
public final class DownCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Mixin
    private Place place = new Place();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var site = place.site();
        try (var progress = Displays.on(System.out)) {
            var launcher = LauncherLock.holder(site.home());
            if (launcher.isPresent()) {
                progress.say("Stopping.");
                end(launcher.get());
                progress.say("Tocsin is down.");
            } else {
                stopRemains(site, progress);
            }
            return 0;
        }
    }

    private static void end(ProcessHandle launcher) throws InterruptedException {
        launcher.destroy();
        if (!Life.endsWithin(LIMIT, launcher)) {
            throw new LaunchException("The launcher (pid %d) has not ended after %d s: kill it and try again."
                    .formatted(launcher.pid(), LIMIT.toSeconds()));
        }
    }

    private static void stopRemains(Site site, Progress progress) throws IOException, InterruptedException {
        var remains = new Remains(site, progress);
        if (!remains.any()) {
            progress.say("Tocsin is not running.");
            return;
        }
        progress.say("The launcher was killed: stopping what it left running.");
        remains.stop();
        progress.say("Tocsin is down.");
    }
}
