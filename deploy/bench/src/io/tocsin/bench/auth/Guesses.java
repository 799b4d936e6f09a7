package io.tocsin.bench.auth;

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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Guesses at people's passwords through the gateway while somebody else works, from one address and from many. */
final class Guesses {
    private static final int GUESSES = 10_000;
    private static final int FEW = 4;
    private static final int MANY = 400;
    private static final int ADDRESSES = 200;
    private static final int CALLS = 300;
    /** Nanoseconds: held back, a few would take an hour. */
    private static final long A_WHILE = 15_000_000_000L;

    private final URI gateway;
    private final String token;
    private final String password;
    private final Processors processors;
    private final HttpClient worker = HttpClient.newHttpClient();

    /** @param token of somebody else than those whose passwords are guessed */
    Guesses(String gateway, String token, String password, Processors processors) {
        this.gateway = URI.create(gateway);
        this.token = token;
        this.password = password;
        this.processors = processors;
    }

    /** @param victims at least four */
    String measure(List<String> victims) throws Exception {
        calls(new AtomicBoolean(true)); // warm
        double[] quiet = calls(new AtomicBoolean(true));
        return String.format(
                Locale.ROOT,
                "{\"others_p95_ms_without\":%.2f,\"by_%d_from_one_address\":%s,\"by_%d_from_one_address\":%s,"
                        + "\"by_%d_from_%d_addresses\":%s,\"by_%d_from_%d_addresses\":%s}",
                p95(quiet),
                FEW,
                whileGuessing(victims.get(0), FEW, 1, 1),
                MANY,
                whileGuessing(victims.get(1), MANY, 1, 2),
                FEW,
                ADDRESSES,
                whileGuessing(victims.get(2), FEW, ADDRESSES, 3),
                MANY,
                ADDRESSES,
                whileGuessing(victims.get(3), MANY, ADDRESSES, 4));
    }

    private String whileGuessing(String victim, int guessers, int addresses, int network) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger next = new AtomicInteger();
        Map<String, Integer> answers = new ConcurrentHashMap<>();
        double[] others;
        Map<String, Double> before = processors.seconds();
        long start = System.nanoTime();
        double took;
        int made;
        String cpu;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var own = Executors.newSingleThreadExecutor()) {
            var working = own.submit(() -> calls(over));
            List<Future<?>> guessing = new ArrayList<>();
            for (int g = 0; g < guessers; g++) {
                int first = g;
                guessing.add(threads.submit(() -> {
                    try (Guesser guesser = new Guesser(gateway, addresses(network, first, guessers, addresses))) {
                        guess(guesser, victim, next, guessers == FEW ? start + A_WHILE : Long.MAX_VALUE, answers);
                    }
                    return null;
                }));
            }
            try {
                for (Future<?> one : guessing) {
                    one.get();
                }
                took = (System.nanoTime() - start) / 1e9;
                made = answers.values().stream().mapToInt(Integer::intValue).sum();
                cpu = processors.millisEach(before, made);
            } finally {
                over.set(true);
            }
            others = working.get();
        }
        return String.format(
                Locale.ROOT,
                "{\"answers\":\"%s\",\"guesses_per_second\":%.0f,\"cpu_ms_a_guess\":%s,\"others_p95_ms\":%.2f,"
                        + "\"owner_signs_in\":%d}",
                new TreeMap<>(answers),
                made / took,
                cpu,
                p95(others),
                signIn(victim));
    }

    /** The guesser's share of them: all together there are as many as wanted, or one for each guesser. */
    private static List<String> addresses(int network, int guesser, int guessers, int addresses) {
        return IntStream.iterate(guesser, i -> i == guesser || i < addresses, i -> i + guessers)
                .mapToObj(i -> "127.0.%d.%d".formatted(network, i % addresses + 1))
                .toList();
    }

    private static void guess(
            Guesser guesser, String victim, AtomicInteger next, long end, Map<String, Integer> answers)
            throws Exception {
        int guess = next.getAndIncrement();
        while (guess < GUESSES) {
            String forged = "198.51." + guess / 250 + "." + guess % 250;
            answers.merge(guesser.guess(victim, "guess number " + guess, forged), 1, Integer::sum);
            if (System.nanoTime() > end) {
                return;
            }
            guess = next.getAndIncrement();
        }
    }

    private int signIn(String victim) throws Exception {
        return worker.send(
                        HttpRequest.newBuilder(gateway.resolve("/api/v1/auth/login"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(
                                        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(victim, password)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    /** Milliseconds of fifty calls a second, at least for some seconds and until the end. */
    private double[] calls(AtomicBoolean over) throws Exception {
        List<Double> took = new ArrayList<>();
        long next = System.nanoTime();
        while (took.size() < CALLS || !over.get()) {
            long start = System.nanoTime();
            var answer = worker.send(
                    HttpRequest.newBuilder(gateway.resolve("/internal/v1/me"))
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
