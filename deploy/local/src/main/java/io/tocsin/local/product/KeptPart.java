package io.tocsin.local.product;

import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.processes.Part;
import io.tocsin.local.processes.RunningPart;
import io.tocsin.local.progress.Progress;
import io.tocsin.local.progress.Seconds;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A part that is started again whenever it dies by itself, until it is stopped. */
final class KeptPart {

    private final Part part;
    private final Home home;
    private final Progress progress;
    private final Backoff backoff = new Backoff();
    private @Nullable RunningPart running;
    private @Nullable Thread revival;
    private long readySince;
    private boolean stopping;

    KeptPart(Part part, Home home, Progress progress) {
        this.part = part;
        this.home = home;
        this.progress = progress;
    }

    Part part() {
        return part;
    }

    void start() throws IOException, InterruptedException {
        progress.begin(part.name());
        var began = System.nanoTime();
        try {
            launch();
            progress.ready(part.name(), since(began));
        } catch (LaunchException | IOException e) {
            progress.failed(part.name());
            throw e;
        } catch (InterruptedException e) {
            progress.stopped(part.name());
            throw e;
        }
    }

    /** Stops it if it was started; a restart that is under way is given up. */
    void stop() throws IOException, InterruptedException {
        giveUpRevival();
        var process = running();
        if (process != null) {
            process.stop();
            progress.stopped(part.name());
        }
    }

    private void giveUpRevival() throws InterruptedException {
        Thread thread;
        synchronized (this) {
            stopping = true;
            thread = revival;
        }
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
    }

    private void launch() throws IOException, InterruptedException {
        var started = RunningPart.start(part, home, progress::say);
        synchronized (this) {
            running = started;
            readySince = System.nanoTime();
        }
        started.process().onExit().thenRun(this::ended);
    }

    private synchronized @Nullable RunningPart running() {
        return running;
    }

    private synchronized void ended() {
        if (!stopping && running != null) {
            var reason = running.process().exitReason();
            revival = Thread.ofVirtual().start(() -> revive(reason));
        }
    }

    private void revive(String reason) {
        var sentence = "%s %s".formatted(part.name(), reason);
        var lived = since(readySince);
        try {
            while (true) {
                var pause = backoff.afterLife(lived);
                progress.say("%s; starting it again in %s.".formatted(sentence, Seconds.of(pause)));
                Thread.sleep(pause);
                try {
                    launch();
                    progress.say(part.name() + " is ready again.");
                    return;
                } catch (LaunchException | IOException e) {
                    sentence = String.valueOf(e.getMessage());
                    lived = Duration.ZERO;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
