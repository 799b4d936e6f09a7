package io.tocsin.bench.webhooks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the product's processes use, from /proc: each with what it started. */
final class Machine {
    private static final double TICKS = 100;

    record Snapshot(Map<String, Double> cpuSeconds, Map<String, Long> residentMegabytes) {
        Map<String, Double> since(Snapshot before) {
            Map<String, Double> used = new LinkedHashMap<>();
            cpuSeconds.forEach((part, seconds) -> used.put(part, seconds - before.cpuSeconds().get(part)));
            return used;
        }

        static String json(Map<String, ? extends Number> values) {
            return values.entrySet().stream()
                    .map(entry -> "\"%s\": %s".formatted(entry.getKey(), number(entry.getValue())))
                    .collect(Collectors.joining(", ", "{", "}"));
        }

        private static String number(Number value) {
            return value instanceof Double seconds ? "%.2f".formatted(seconds) : value.toString();
        }
    }

    private final Map<String, Long> pids = new LinkedHashMap<>();

    /** @param home the running product's folder */
    Machine(Path home, String... parts) throws IOException {
        for (String part : parts) {
            pids.put(
                    part,
                    Long.parseLong(Files.readString(home.resolve("run/" + part + ".pid")).strip().split(" ")[0]));
        }
    }

    Snapshot now() throws IOException {
        Map<String, Double> cpu = new LinkedHashMap<>();
        Map<String, Long> resident = new LinkedHashMap<>();
        for (Map.Entry<String, Long> entry : pids.entrySet()) {
            double seconds = 0;
            long kilobytes = 0;
            ProcessHandle process = ProcessHandle.of(entry.getValue()).orElseThrow();
            for (ProcessHandle each : java.util.stream.Stream.concat(
                            java.util.stream.Stream.of(process), process.descendants())
                    .toList()) {
                Path folder = Path.of("/proc/" + each.pid());
                if (Files.exists(folder)) {
                    seconds += seconds(folder);
                    kilobytes += kilobytes(folder);
                }
            }
            cpu.put(entry.getKey(), seconds);
            resident.put(entry.getKey(), kilobytes / 1024);
        }
        return new Snapshot(cpu, resident);
    }

    /** {@code {"p50": …}} of what was measured. */
    static String quantiles(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return "{\"n\": %d, \"p50\": %.0f, \"p95\": %.0f, \"max\": %.0f}"
                .formatted(sorted.length, quantile(sorted, 0.5), quantile(sorted, 0.95), quantile(sorted, 1));
    }

    private static double quantile(double[] sorted, double q) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(q * sorted.length) - 1];
    }

    private static double seconds(Path process) throws IOException {
        String stat = Files.readString(process.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        // utime, stime, and those of children that have ended
        double ticks = 0;
        for (int i = 11; i <= 14; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        return ticks / TICKS;
    }

    private static long kilobytes(Path process) throws IOException {
        return Files.readAllLines(process.resolve("smaps_rollup")).stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    static {
        Locale.setDefault(Locale.ROOT);
    }
}
