package io.tocsin.bench.webhooks;

import io.tocsin.bench.processes.ProcessTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the product's processes use, from /proc: each with what it started. */
final class Machine {
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
            pids.put(part, ProcessTree.pid(home, part));
        }
    }

    Snapshot now() {
        Map<String, Double> cpu = new LinkedHashMap<>();
        Map<String, Long> resident = new LinkedHashMap<>();
        pids.forEach((part, pid) -> {
            ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
            cpu.put(part, ProcessTree.cpuSeconds(process));
            resident.put(part, ProcessTree.residentKilobytes(process) / 1024);
        });
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

    static {
        Locale.setDefault(Locale.ROOT);
    }
}
