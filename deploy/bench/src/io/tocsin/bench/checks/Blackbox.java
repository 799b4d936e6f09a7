package io.tocsin.bench.checks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Debian's prometheus-blackbox-exporter, asked to probe the same target as often as it is told. */
class Blackbox {
    private static final int SECONDS = 20;

    private final Path folder;
    private final boolean secure;

    Blackbox(Path folder, boolean secure) {
        this.folder = folder;
        this.secure = secure;
    }

    Map<String, Object> measure(Target target, int perSecond) throws Exception {
        Path config = folder.resolve("blackbox.yml");
        Files.writeString(config, """
                modules:
                  bench:
                    prober: http
                    timeout: 5s
                    http:
                      preferred_ip_protocol: ip4
                      no_follow_redirects: true
                """ + (secure ? "      tls_config:\n        ca_file: " + folder.resolve("ca.crt") + "\n" : ""));
        Process process = new ProcessBuilder(
                        "prometheus-blackbox-exporter",
                        "--config.file=" + config,
                        "--web.listen-address=127.0.0.1:29115",
                        "--log.level=error")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("blackbox.log").toFile())
                .start();
        AtomicInteger succeeded = new AtomicInteger();
        AtomicInteger asked = new AtomicInteger();
        Map<String, Object> figures = new LinkedHashMap<>();
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                var clock = Executors.newScheduledThreadPool(1)) {
            Thread.sleep(2000);
            Runnable probe = () -> {
                int number = asked.getAndIncrement();
                threads.execute(() -> {
                    try {
                        String answer = http.send(
                                        HttpRequest.newBuilder(URI.create(
                                                        "http://127.0.0.1:29115/probe?module=bench&target="
                                                                + target.url(number % target.lateness().ids().length)))
                                                .build(),
                                        HttpResponse.BodyHandlers.ofString())
                                .body();
                        if (answer.contains("probe_success 1")) {
                            succeeded.incrementAndGet();
                        }
                    } catch (Exception e) {
                        // counted as asked, not as succeeded
                    }
                });
            };
            clock.scheduleAtFixedRate(probe, 0, 1_000_000_000L / perSecond, TimeUnit.NANOSECONDS);
            Thread.sleep(5000);
            int before = succeeded.get();
            double cpu = Machine.cpuSeconds(process.pid());
            Thread.sleep(SECONDS * 1000L);
            int probes = succeeded.get() - before;
            figures.put("blackbox_probes_per_second", probes / SECONDS);
            figures.put("blackbox_cpu_micros_per_probe", Math.round((Machine.cpuSeconds(process.pid()) - cpu) * 1e6 / probes));
            figures.put("blackbox_resident_mb", Machine.residentMegabytes(process.pid()));
            clock.shutdownNow();
        } finally {
            process.destroy();
        }
        return figures;
    }
}
