package io.tocsin.bench.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Processor seconds of the product's processes and of this one, from /proc: each with what it started. */
final class Processors {
    /** This process: those who guess, and those who work meanwhile. */
    static final String BENCH = "bench";

    private static final double TICKS = 100;
    private static final List<String> PARTS =
            List.of("gateway", "auth", "postgres", "kafka", "monitor", "ingest", "query");

    private final Map<String, ProcessHandle> processes = new LinkedHashMap<>();

    /** @param home the running product's folder */
    Processors(Path home) throws IOException {
        for (String part : PARTS) {
            Path file = home.resolve("run/" + part + ".pid");
            if (Files.exists(file)) {
                long pid = Long.parseLong(Files.readString(file).strip().split(" ")[0]);
                ProcessHandle.of(pid).ifPresent(process -> processes.put(part, process));
            }
        }
        processes.put(BENCH, ProcessHandle.current());
    }

    Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        processes.forEach((part, process) -> seconds.put(
                part,
                Stream.concat(Stream.of(process), process.descendants())
                        .mapToDouble(each -> seconds(each.pid()))
                        .sum()));
        return seconds;
    }

    /** What each has used since, of what it used at all, as JSON: milliseconds for each of so many. */
    String millisEach(Map<String, Double> before, long count) {
        return seconds().entrySet().stream()
                .map(now -> String.format(
                        Locale.ROOT, "\"%s\":%.2f", now.getKey(), (now.getValue() - before.get(now.getKey())) * 1000 / count))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static double seconds(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            // user, system, and both of children that have ended
            double ticks = 0;
            for (int i = 11; i <= 14; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks / TICKS;
        } catch (IOException _) {
            return 0; // it has ended since it was listed
        }
    }
}
