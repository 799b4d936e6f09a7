package io.tocsin.bench.checks;

import java.util.LinkedHashMap;
import java.util.Map;

/** Who takes how much of the machine from now on. */
class Division {
    private final Map<String, Long> processes = new LinkedHashMap<>();
    private final Map<String, Double> before = new LinkedHashMap<>();
    private final double allBefore;
    private final double interruptsBefore;
    private final long begin = System.nanoTime();

    Division(long runner, long kafka) throws Exception {
        processes.put("runner", runner);
        processes.put("kafka", kafka);
        processes.put("target", ProcessHandle.current().pid());
        for (var process : processes.entrySet()) {
            before.put(process.getKey(), Machine.cpuSeconds(process.getValue()));
        }
        allBefore = Machine.cpuSecondsOfAll();
        interruptsBefore = Machine.cpuSecondsOfInterrupts();
    }

    Map<String, Object> figures(long checks) throws Exception {
        Map<String, Object> figures = new LinkedHashMap<>();
        Map<String, Double> cores = new LinkedHashMap<>();
        double seconds = (System.nanoTime() - begin) / 1e9;
        double interrupts = Machine.cpuSecondsOfInterrupts() - interruptsBefore;
        double elsewhere = Machine.cpuSecondsOfAll() - allBefore - interrupts;
        for (var process : processes.entrySet()) {
            double spent = Machine.cpuSeconds(process.getValue()) - before.get(process.getKey());
            elsewhere -= spent;
            figures.put(process.getKey() + "_cpu_micros_per_check", Math.round(spent * 1e6 / checks));
            cores.put("cores_" + process.getKey(), rounded(spent / seconds));
        }
        figures.putAll(cores);
        figures.put("cores_interrupts", rounded(interrupts / seconds));
        figures.put("cores_elsewhere", rounded(elsewhere / seconds));
        return figures;
    }

    private static double rounded(double cores) {
        return Math.round(cores * 100) / 100.0;
    }
}
