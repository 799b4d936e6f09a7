package io.tocsin.local.stack;

import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.processes.Part;
import io.tocsin.local.processes.RunningPart;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A part that starts when it is first needed and, after it was killed, when it is needed again. */
final class LazyPart {

    private final Part part;
    private final Home home;
    private @Nullable RunningPart running;
    private @Nullable OrphanGuard guard;

    LazyPart(Part part, Home home) {
        this.part = part;
        this.home = home;
    }

    synchronized void run() {
        if (running != null) {
            return;
        }
        try {
            var started = RunningPart.start(part, home, _ -> {});
            guard = OrphanGuard.of(started.process().pid());
            running = started;
        } catch (IOException e) {
            throw new LaunchException("%s could not be started: %s".formatted(part.name(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchException("interrupted while starting " + part.name(), e);
        }
    }

    synchronized void kill() {
        dismissGuard();
        if (running != null) {
            running.kill();
            running = null;
        }
    }

    synchronized void stop() {
        dismissGuard();
        if (running == null) {
            return;
        }
        try {
            running.stop();
            running = null;
        } catch (IOException e) {
            throw new LaunchException("%s could not be stopped: %s".formatted(part.name(), e), e);
        }
    }

    private void dismissGuard() {
        if (guard != null) {
            guard.dismiss();
            guard = null;
        }
    }
}
