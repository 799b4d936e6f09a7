package io.tocsin.bench.checks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What Linux tells of processes. */
class Machine {
    private static final double TICKS = 100;

    static Map<String, Object> figures() throws Exception {
        String model = Files.lines(Path.of("/proc/cpuinfo"))
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("unknown");
        return Map.of("machine", "%d cores, %s".formatted(Runtime.getRuntime().availableProcessors(), model));
    }

    static double cpuSeconds(long pid) throws Exception {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }

    static long residentMegabytes(long pid) throws Exception {
        return Files.lines(Path.of("/proc/" + pid + "/status"))
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    /** What everything takes, the kernel's own work included. */
    static double cpuSecondsOfAll() throws Exception {
        return sum(1, 2, 3) + cpuSecondsOfInterrupts(); // user, nice, system
    }

    /** Where the kernel sends and takes packets on nobody's account. */
    static double cpuSecondsOfInterrupts() throws Exception {
        return sum(6, 7); // irq, softirq
    }

    private static double sum(int... numbers) throws Exception {
        String[] fields = Files.readString(Path.of("/proc/stat")).lines().findFirst().orElseThrow().split(" +");
        long ticks = 0;
        for (int number : numbers) {
            ticks += Long.parseLong(fields[number]);
        }
        return ticks / TICKS;
    }

    /** This process's own child with that word in its command line. */
    static long childWith(String word) throws Exception {
        for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
            Path line = Path.of("/proc/" + process.pid() + "/cmdline");
            if (Files.exists(line) && Files.readString(line).contains(word)) {
                return process.pid();
            }
        }
        throw new IllegalStateException("No process of " + word);
    }
}
