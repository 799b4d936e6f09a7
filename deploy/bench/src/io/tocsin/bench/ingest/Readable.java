package io.tocsin.bench.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** How long an acknowledged sample takes until our API shows it. */
final class Readable {
    private Readable() {}

    /** In milliseconds, ascending. Only senders that push. */
    static List<Double> measure(List<Sender> senders, int times) throws IOException, InterruptedException {
        Sender sender = senders.getFirst();
        if (!sender.url().getPath().endsWith("/push")) {
            return List.of();
        }
        HttpClient http = HttpClient.newHttpClient();
        push(http, sender, 0, System.currentTimeMillis());
        Thread.sleep(2000);
        String server = server(http, sender);
        List<Double> took = new ArrayList<>();
        for (int i = 1; i <= times; i++) {
            push(http, sender, i, System.currentTimeMillis());
            long acknowledged = System.nanoTime();
            while (!shows(http, sender, server, i)) {
                if (System.nanoTime() - acknowledged > 20e9) {
                    throw new IllegalStateException("A sample can't be read after 20 s");
                }
            }
            took.add((System.nanoTime() - acknowledged) / 1e6);
            Thread.sleep(50);
        }
        return took.stream().sorted().toList();
    }

    private static void push(HttpClient http, Sender sender, int value, long time)
            throws IOException, InterruptedException {
        String body = "{\"collector_id\":\"%s\",\"metrics\":[{\"name\":\"marker\",\"value\":%d,\"timestamp\":%d}]}"
                .formatted(sender.collector(), value, time);
        http.send(
                HttpRequest.newBuilder(sender.url())
                        .header("Authorization", "Bearer " + sender.token())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String server(HttpClient http, Sender sender) throws IOException, InterruptedException {
        String servers = get(http, sender, "/api/v1/servers");
        for (String one : servers.split("\\{")) {
            if (one.contains(sender.collector())) {
                return Customers.field(one, "id");
            }
        }
        throw new IllegalStateException("No server of the collector in " + servers);
    }

    private static boolean shows(HttpClient http, Sender sender, String server, int value)
            throws IOException, InterruptedException {
        String points = get(http, sender, "/api/v1/servers/%s/metrics?name=marker".formatted(server));
        return points.contains("Z\"," + value + ".0]");
    }

    private static String get(HttpClient http, Sender sender, String path) throws IOException, InterruptedException {
        URI url = sender.reading().resolve(path);
        return http.send(
                        HttpRequest.newBuilder(url)
                                .header("Authorization", "Bearer " + sender.readingToken())
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }
}
