package io.tocsin.local.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Remembers a process beyond the life of the one that started it. A pid alone may have been given to a stranger in the
 * meantime, so the start time is kept with it.
 */
public record PidFile(Path path) {

    /** The operating system counts start times from the boot time, which it rounds to a second. */
    private static final Duration ROUNDING = Duration.ofSeconds(2);

    public void write(ProcessHandle process) throws IOException {
        var started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        var draft = path.resolveSibling(path.getFileName() + ".new");
        Files.writeString(draft, process.pid() + " " + started + "\n");
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The process that was noted, if it is still the same one and alive. */
    public Optional<ProcessHandle> live() throws IOException {
        try {
            var words = Files.readString(path).strip().split(" ", 2);
            var pid = Long.parseLong(words[0]);
            var started = Instant.ofEpochMilli(Long.parseLong(words[1]));
            return ProcessHandle.of(pid)
                    .filter(Life::goesOn)
                    .filter(process -> process.info()
                            .startInstant()
                            .map(now -> Duration.between(started, now).abs().compareTo(ROUNDING) < 0)
                            .orElse(true));
        } catch (NoSuchFileException | NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
