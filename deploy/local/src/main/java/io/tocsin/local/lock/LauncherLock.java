package io.tocsin.local.lock;

import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.PidFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Held for as long as a launcher lives. The system releases it however the launcher ends, so a killed one locks nobody
 * out.
 */
public final class LauncherLock implements AutoCloseable {

    private final FileChannel channel;
    private final PidFile note;

    private LauncherLock(FileChannel channel, PidFile note) {
        this.channel = channel;
        this.note = note;
    }

    /** Null if another launcher holds it. */
    public static @Nullable LauncherLock take(Home home) throws IOException {
        var channel = FileChannel.open(file(home), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            return null;
        }
        var lock = new LauncherLock(channel, note(home));
        lock.note.write(ProcessHandle.current());
        return lock;
    }

    /** The launcher that is at work. */
    public static Optional<ProcessHandle> holder(Home home) throws IOException {
        return note(home).live();
    }

    @Override
    public void close() throws IOException {
        note.delete();
        channel.close();
    }

    private static Path file(Home home) throws IOException {
        return Files.createDirectories(home.folder().resolve("run")).resolve("launcher.lock");
    }

    private static PidFile note(Home home) throws IOException {
        return home.pidFile("launcher");
    }
}
