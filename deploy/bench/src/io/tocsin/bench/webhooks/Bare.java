package io.tocsin.bench.webhooks;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.tocsin.platform.egress.AddressGuard;
import io.tocsin.platform.egress.EgressClient;
import io.tocsin.platform.egress.EgressRequest;
import io.tocsin.platform.egress.EgressSettings;
import io.tocsin.platform.egress.EgressUrl;
import io.tocsin.platform.egress.GuardedResolver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** A process that posts with the product's HTTP client and does nothing else: no database, no signature, no log. */
final class Bare {
    private static final List<String> OPENED = List.of("127.0.0.0/8");

    private Bare() {}

    /** @param arguments URL, how many, how many at once, body */
    public static void main(String[] arguments) throws Exception {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        int count = Integer.parseInt(arguments[1]);
        int atOnce = Integer.parseInt(arguments[2]);
        byte[] body = arguments[3].getBytes(StandardCharsets.UTF_8);
        EgressUrl url = EgressUrl.parse(arguments[0]);
        try (GuardedResolver resolver = new GuardedResolver(new AddressGuard(OPENED));
                EgressClient client =
                        new EgressClient(resolver, new EgressSettings(OPENED, "Bench", atOnce, atOnce))) {
            send(client, url, body, count, atOnce);
            double cpuBefore = cpu();
            long began = System.nanoTime();
            send(client, url, body, count, atOnce);
            double cpu = cpu() - cpuBefore;
            IO.println("{\"per_second\": %.0f, \"per_cpu_second\": %.0f}"
                    .formatted(count / ((System.nanoTime() - began) / 1e9), count / cpu));
        }
    }

    private static void send(EgressClient client, EgressUrl url, byte[] body, int count, int atOnce)
            throws InterruptedException {
        AtomicInteger left = new AtomicInteger(count);
        Map<String, String> headers = Map.of("Content-Type", "application/json");
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < atOnce; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                while (left.getAndDecrement() > 0) {
                    client.send(new EgressRequest(
                            "POST", url, headers, body, Duration.ofSeconds(15), 0, 65_536, true));
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static double cpu() throws IOException {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }
}
