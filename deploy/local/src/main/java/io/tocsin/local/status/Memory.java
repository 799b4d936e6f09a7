package io.tocsin.local.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes occupy of the machine's memory; pages that several share are counted once. Linux only. */
final class Memory {

    private static final int KILO = 1024;
    private static final String FIELD = "Pss:";

    private Memory() {}

    /** Of a process and those that it started, in bytes; 0 where it can't be seen. */
    static long of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToLong(Memory::alone)
                .sum();
    }

    private static long alone(ProcessHandle process) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith(FIELD))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILO)
                    .sum();
        } catch (IOException | java.io.UncheckedIOException _) {
            return 0;
        }
    }
}
