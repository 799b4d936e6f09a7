package io.tocsin.bench.auth;

import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Guesses at one person's password through the gateway while somebody else works, from one address and from many. */
final class Guesses {
    private static final int GUESSES = 10_000;
    private static final int GUESSERS = 4;
    private static final int ADDRESSES = 200;
    private static final int CALLS = 300;

    private final String gateway;
    private final String token;
    private final String victim;
    private final String password;
    private final HttpClient worker = HttpClient.newHttpClient();

    /** @param token of somebody else than the victim */
    Guesses(String gateway, String token, String victim, String password) {
        this.gateway = gateway;
        this.token = token;
        this.victim = victim;
        this.password = password;
    }

    String measure() throws Exception {
        calls(new AtomicBoolean(true)); // warm
        double[] quiet = calls(new AtomicBoolean(true));
        return String.format(
                Locale.ROOT,
                "{\"others_p95_ms_without\":%.2f,\"from_one_address\":%s,\"from_%d_addresses\":%s}",
                p95(quiet),
                whileGuessing(1),
                ADDRESSES,
                whileGuessing(ADDRESSES));
    }

    private String whileGuessing(int addresses) throws Exception {
        List<HttpClient> clients = new ArrayList<>();
        for (int i = 0; i < addresses; i++) {
            clients.add(HttpClient.newBuilder()
                    .localAddress(InetAddress.ofLiteral("127.0.1." + (i + 1)))
                    .build());
        }
        AtomicBoolean over = new AtomicBoolean();
        Map<Integer, Integer> answers = new TreeMap<>();
        double[] others;
        long start = System.nanoTime();
        try (var threads = Executors.newCachedThreadPool()) {
            var working = threads.submit(() -> calls(over));
            List<Callable<Map<Integer, Integer>>> guessers = new ArrayList<>();
            for (int g = 0; g < GUESSERS; g++) {
                int first = g;
                guessers.add(() -> guess(clients, first));
            }
            for (var guessed : threads.invokeAll(guessers)) {
                guessed.get().forEach((status, count) -> answers.merge(status, count, Integer::sum));
            }
            over.set(true);
            others = working.get();
        }
        double took = (System.nanoTime() - start) / 1e9;
        int owner = signIn(worker, password, "203.0.113.1").statusCode();
        return String.format(
                Locale.ROOT,
                "{\"answers\":\"%s\",\"guesses_per_second\":%.0f,\"others_p95_ms\":%.2f,\"owner_signs_in\":%d}",
                answers,
                GUESSES / took,
                p95(others),
                owner);
    }

    private Map<Integer, Integer> guess(List<HttpClient> clients, int first) throws Exception {
        Map<Integer, Integer> answers = new TreeMap<>();
        for (int i = first; i < GUESSES; i += GUESSERS) {
            var answer = signIn(clients.get(i % clients.size()), "guess number " + i, "198.51." + i / 250 + "." + i % 250);
            answers.merge(answer.statusCode(), 1, Integer::sum);
        }
        return answers;
    }

    private HttpResponse<String> signIn(HttpClient client, String guess, String forged) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(gateway + "/api/v1/auth/login"))
                        .headers("Content-Type", "application/json", "X-Forwarded-For", forged, "Forwarded", "for=" + forged)
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(victim, guess)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Milliseconds of fifty calls a second, at least for some seconds and until the end. */
    private double[] calls(AtomicBoolean over) throws Exception {
        List<Double> took = new ArrayList<>();
        long next = System.nanoTime();
        while (took.size() < CALLS || !over.get()) {
            long start = System.nanoTime();
            var answer = worker.send(
                    HttpRequest.newBuilder(URI.create(gateway + "/internal/v1/me"))
                            .header("Authorization", "Bearer " + token)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("/internal/v1/me: " + answer.statusCode() + " " + answer.body());
            }
            took.add((System.nanoTime() - start) / 1e6);
            next += 20_000_000;
            Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
        }
        return took.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double p95(double[] values) {
        Arrays.sort(values);
        return values[(int) (values.length * 0.95)];
    }
}
