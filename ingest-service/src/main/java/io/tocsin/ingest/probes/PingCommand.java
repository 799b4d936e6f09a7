package io.tocsin.ingest.probes;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The {@code ping} program of iputils or BusyBox. */
@Component
class PingCommand {
    private static final Logger LOG = LoggerFactory.getLogger(PingCommand.class);

    /** What came of an echo request. */
    enum Answer {
        ECHOED,
        SILENT,
        /** The program may not send any. */
        UNAVAILABLE
    }

    private final @Nullable String program;
    private volatile boolean available;

    PingCommand() {
        this.program = Stream.of("/usr/bin/ping", "/bin/ping", "/sbin/ping", "/usr/sbin/ping")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse(null);
        this.available = program != null;
        if (!available) {
            LOG.warn("There is no ping program here; ping monitors use TCP instead, and say so");
        }
    }

    boolean isAvailable() {
        return available;
    }

    /** Sends one echo request and waits for the answer. The address has passed the guard, and nobody resolves it again. */
    Answer run(InetAddress address, Duration patience) throws InterruptedException {
        String path = program;
        if (path == null) {
            return Answer.UNAVAILABLE;
        }
        long seconds = Math.max(1, (patience.toMillis() + 999) / 1000);
        List<String> line =
                List.of(path, "-n", "-q", "-c", "1", "-W", Long.toString(seconds), address.getHostAddress());
        try {
            Process process = new ProcessBuilder(line)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    return Answer.SILENT;
                }
                return answer(process.exitValue());
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            LOG.warn("The ping program can't be run; ping monitors use TCP from now on, and say so", e);
            available = false;
            return Answer.UNAVAILABLE;
        }
    }

    /** 1 means that nothing came back; 2 that nothing could be sent, for want of the right to or of a route. */
    private static Answer answer(int exit) {
        return switch (exit) {
            case 0 -> Answer.ECHOED;
            case 1 -> Answer.SILENT;
            default -> Answer.UNAVAILABLE;
        };
    }
}
