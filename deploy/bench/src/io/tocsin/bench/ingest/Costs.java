package io.tocsin.bench.ingest;

import io.tocsin.bench.processes.ProcessTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Processor time of the processes behind the door, from /proc: of each and of what it started. */
final class Costs {
    private static final double IDLE = 0.08;

    record Snapshot(Map<String, Double> cpuSeconds, Map<String, Long> resident) {
        String residentMegabytes() {
            StringBuilder text = new StringBuilder("{");
            resident.forEach((part, kilobytes) ->
                    text.append(text.length() > 1 ? ", " : "").append("\"%s\": %d".formatted(part, kilobytes / 1024)));
            return text.append("}").toString();
        }
    }

    private final Map<String, Long> pids;

    Costs(Map<String, Long> pids) {
        this.pids = pids;
    }

    static Costs ofProduct(Path home) throws IOException {
        Map<String, Long> pids = new LinkedHashMap<>();
        for (String part : new String[] {"ingest", "kafka", "query", "postgres"}) {
            pids.put(part, ProcessTree.pid(home, part));
        }
        return new Costs(pids);
    }

    Snapshot now() {
        Map<String, Double> cpu = new TreeMap<>();
        Map<String, Long> resident = new TreeMap<>();
        pids.forEach((part, pid) -> {
            var process = ProcessHandle.of(pid);
            cpu.put(part, process.map(ProcessTree::cpuSeconds).orElse(0.0));
            resident.put(part, process.map(ProcessTree::residentKilobytes).orElse(0L));
        });
        return new Snapshot(cpu, resident);
    }

    /** Waits until hardly anything is done any more; returns how long that took until the last work, in seconds. */
    double settle() throws InterruptedException {
        long began = System.nanoTime();
        double busy = 0;
        for (int quiet = 0; quiet < 4 && System.nanoTime() - began < 120e9; ) {
            double before = total();
            Thread.sleep(500);
            boolean idle = total() - before < IDLE;
            quiet = idle ? quiet + 1 : 0;
            busy = idle ? busy : (System.nanoTime() - began) / 1e9;
        }
        return busy;
    }

    private double total() {
        return now().cpuSeconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
