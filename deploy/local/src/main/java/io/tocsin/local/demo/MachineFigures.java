package io.tocsin.local.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import oshi.hardware.NetworkIF;
import oshi.software.os.OSFileStore;
import oshi.spi.SystemInfoFactory;
import oshi.spi.SystemInfoProvider;

/** This machine's processor, load, memory, disks and network, as the operating system counts them. */
final class MachineFigures {

    private static final int PERCENT = 100;
    private static final int LOADS = 3;
    private static final double MILLIS = 1000;
    private static final List<String> LOAD_NAMES = List.of("load_1m", "load_5m", "load_15m");
    private static final int MOST_DISKS = 4;

    private final SystemInfoProvider system = SystemInfoFactory.create();
    private final List<NetworkIF> interfaces = system.getHardware().getNetworkIFs();
    private final Map<String, Traffic> before = new HashMap<>();
    private long[] ticks = system.getHardware().getProcessor().getSystemCpuLoadTicks();

    private record Traffic(long received, long sent, long millis) {}

    String operatingSystem() {
        return system.getOperatingSystem().toString();
    }

    int cores() {
        return system.getHardware().getProcessor().getLogicalProcessorCount();
    }

    String hostname() {
        return system.getOperatingSystem().getNetworkParams().getHostName();
    }

    /** Rates and shares are of the time since the last call. */
    List<Sample> read() {
        var samples = new ArrayList<Sample>();
        addProcessor(samples);
        addMemory(samples);
        addDisks(samples);
        interfaces.forEach(network -> addTraffic(samples, network));
        return samples;
    }

    private void addProcessor(List<Sample> samples) {
        var processor = system.getHardware().getProcessor();
        var now = processor.getSystemCpuLoadTicks();
        samples.add(Sample.of("cpu_usage_percent", PERCENT * processor.getSystemCpuLoadBetweenTicks(ticks, now)));
        ticks = now;
        var loads = processor.getSystemLoadAverage(LOADS);
        for (var i = 0; i < LOADS; i++) {
            // negative where the system does not know it
            if (loads[i] >= 0) {
                samples.add(Sample.of(LOAD_NAMES.get(i), loads[i]));
            }
        }
    }

    private void addMemory(List<Sample> samples) {
        var memory = system.getHardware().getMemory();
        samples.add(Sample.of("memory_total_bytes", memory.getTotal()));
        samples.add(Sample.of("memory_used_bytes", memory.getTotal() - memory.getAvailable()));
    }

    private void addDisks(List<Sample> samples) {
        var seen = new HashSet<String>();
        system.getOperatingSystem().getFileSystem().getFileStores(true).stream()
                .filter(disk -> disk.getTotalSpace() > 0 && seen.add(disk.getVolume()))
                .limit(MOST_DISKS)
                .forEach(disk -> addDisk(samples, disk));
    }

    private static void addDisk(List<Sample> samples, OSFileStore disk) {
        var labels = Map.of("mount", disk.getMount());
        samples.add(new Sample("disk_total_bytes", labels, disk.getTotalSpace()));
        samples.add(new Sample("disk_used_bytes", labels, disk.getTotalSpace() - disk.getFreeSpace()));
    }

    private void addTraffic(List<Sample> samples, NetworkIF network) {
        network.updateAttributes();
        var now = new Traffic(network.getBytesRecv(), network.getBytesSent(), network.getTimeStamp());
        var last = before.put(network.getName(), now);
        if (last != null && now.millis > last.millis) {
            var seconds = (now.millis - last.millis) / MILLIS;
            var labels = Map.of("interface", network.getName());
            samples.add(
                    new Sample("network_received_bytes_per_second", labels, (now.received - last.received) / seconds));
            samples.add(new Sample("network_sent_bytes_per_second", labels, (now.sent - last.sent) / seconds));
        }
    }
}
