package io.tocsin.local.processes;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A process that this one started; its output goes straight to its log, so that it outlives us undisturbed. */
public final class ChildProcess {

    private static final long LOG_BYTES = 20L << 20;
    private static final int SIGNALLED = 128;
    private static final Duration CHILDREN = Duration.ofSeconds(10);

    private final Process process;

    private ChildProcess(Process process) {
        this.process = process;
    }

    static ChildProcess start(String name, Launch launch, Home home) throws IOException {
        var builder = new ProcessBuilder(OwnSession.of(launch.command()))
                .directory(launch.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(turned(home.log(name)).toFile()));
        Inherited.limit(builder.environment());
        builder.environment().putAll(launch.environment());
        var process = builder.start();
        try {
            process.getOutputStream().close();
            home.pidFile(name).write(process.toHandle());
        } catch (IOException e) {
            // an interrupted thread can't write; what is not noted, nobody would ever end
            process.destroyForcibly();
            throw e;
        }
        return new ChildProcess(process);
    }

    /** Keeps one earlier log, so that a product that is started every day does not fill the disk. */
    private static Path turned(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".old"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** How a process that is no longer alive has ended, as a predicate: {@code exited with code 1}. */
    public String exitReason() {
        var code = process.exitValue();
        return code > SIGNALLED ? "was ended by signal " + (code - SIGNALLED) : "exited with code " + code;
    }

    /** Returns when its children have ended too, which notice it a moment later and hold on to its data until then. */
    void kill() {
        var children = process.descendants().toList();
        process.destroyForcibly();
        process.onExit().join();
        children.forEach(child -> Ending.endsWithin(CHILDREN, child));
    }
}
