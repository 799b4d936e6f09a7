package io.tocsin.local.status;

import io.tocsin.local.lock.LauncherLock;
import io.tocsin.local.processes.Part;
import io.tocsin.local.product.Place;
import io.tocsin.local.product.Shape;
import io.tocsin.local.product.Site;
import io.tocsin.local.services.Service;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells which parts run and whether they do their duty. */
@Command(
        name = "status",
        customSynopsis = "deploy/status [options]",
        description = "Tells which parts run, whether they are ready and how much memory they occupy.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything is ready", "1:something is not", "3:nothing runs"})
public final class StatusCommand implements Callable<Integer> {

    private static final int NOT_READY = 1;
    private static final int NOT_RUNNING = 3;

    @Mixin
    private Place place = new Place();

    @Override
    public Integer call() throws IOException {
        var site = place.site();
        var shape = Shape.remembered(site.home());
        var lines = shape.isPresent() ? lines(site, shape.get()) : List.<Line>of();
        var launcher = LauncherLock.holder(site.home());
        if (lines.stream().noneMatch(Line::isRunning)) {
            System.out.println(launcher.isPresent() ? "Tocsin is being started." : "Tocsin is not running.");
            return launcher.isPresent() ? NOT_READY : NOT_RUNNING;
        }
        lines.forEach(System.out::println);
        System.out.println(Line.total(lines));
        System.out.println();
        var ready = lines.stream().allMatch(Line::isReady);
        System.out.println(sentence(ready, launcher.isPresent(), shape.get()));
        return ready ? 0 : NOT_READY;
    }

    private static List<Line> lines(Site site, Shape shape) throws IOException {
        var parts = new ArrayList<Part>(site.infrastructureOf(shape));
        parts.addAll(site.servicesOf(shape));
        var lines = new ArrayList<Line>();
        for (var part : parts) {
            lines.add(Line.of(part, site.home().pidFile(part.name()).live()));
        }
        return lines;
    }

    private static String sentence(boolean ready, boolean watched, Shape shape) {
        if (!watched) {
            return "Nobody watches it, because its launcher was killed: deploy/up starts it anew, deploy/down stops"
                    + " it.";
        }
        return ready
                ? "Tocsin is up: http://localhost:" + shape.ports().of(Service.GATEWAY)
                : "Tocsin is not ready as a whole.";
    }
}
