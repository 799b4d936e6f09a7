package io.tocsin.bench.auth;

import io.tocsin.bench.processes.ProcessTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Processor seconds of the product's processes and of this one, from /proc: each with what it started. */
final class Processors {
    /** This process: those who guess, and those who work meanwhile. */
    static final String BENCH = "bench";

    private static final List<String> PARTS =
            List.of("gateway", "auth", "postgres", "kafka", "monitor", "ingest", "query");

    private final Map<String, ProcessHandle> processes = new LinkedHashMap<>();

    /** @param home the running product's folder */
    Processors(Path home) throws IOException {
        for (String part : PARTS) {
            if (Files.exists(ProcessTree.pidFile(home, part))) {
                ProcessHandle.of(ProcessTree.pid(home, part)).ifPresent(process -> processes.put(part, process));
            }
        }
        processes.put(BENCH, ProcessHandle.current());
    }

    Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        processes.forEach((part, process) -> seconds.put(part, ProcessTree.cpuSeconds(process)));
        return seconds;
    }

    /** What each has used since, of what it used at all, as JSON: milliseconds for each of so many. */
    String millisEach(Map<String, Double> before, long count) {
        return seconds().entrySet().stream()
                .map(now -> String.format(
                        Locale.ROOT, "\"%s\":%.2f", now.getKey(), (now.getValue() - before.get(now.getKey())) * 1000 / count))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
