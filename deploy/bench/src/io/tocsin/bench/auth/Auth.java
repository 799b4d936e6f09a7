package io.tocsin.bench.auth;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loads auth-service of the product that runs and prints one line of JSON. */
class Auth {
    private static final String USAGE = """
            deploy/bench/auth [--port-offset N] [--home FOLDER] [--seconds 20] [--at-once 8] [--only guesses]
            The product runs already on this machine (deploy/up --detach, with the same offset and home; DEFAULT_TIER
            enterprise, or the limit of a free account is what is measured). Tokens, sign-ins and refusals are asked of auth-service
            itself: the gateway's limit per address would be measured otherwise. Refusals: 100 wrong passwords and 100
            unknown people, in turn. Guesses: at one account through the gateway from one address and from 200, with forged
            forwarding headers, by 4 guessers for 15 s and by 400 until there are 10 000, each as fast as it is answered,
            while somebody else calls /internal/v1/me fifty times a second; answers by status and code, and processor
            milliseconds a guess for each process, the guessers' own (bench) among them.""";
    private static final String PASSWORD = "correct horse battery";

    interface Call {
        void run(int worker) throws Exception;
    }

    record Rate(double perSecond, double cpuSeconds, double cpuMillisPerCall) {
        String json() {
            return String.format(
                    Locale.ROOT,
                    "{\"per_second\":%.1f,\"cpu_seconds\":%.2f,\"cpu_ms_each\":%.2f}",
                    perSecond,
                    cpuSeconds,
                    cpuMillisPerCall);
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    private final String auth;
    private final String gateway;
    private final int seconds;
    private final int atOnce;
    private final Processors processors;

    Auth(String auth, String gateway, int seconds, int atOnce, Processors processors) {
        this.auth = auth;
        this.gateway = gateway;
        this.seconds = seconds;
        this.atOnce = atOnce;
        this.processors = processors;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> given = Arrays.asList(arguments);
        if (given.contains("--help")) {
            System.out.println(USAGE);
            return;
        }
        int offset = Integer.parseInt(option(given, "--port-offset", "0"));
        Auth bench = new Auth(
                "http://127.0.0.1:" + (8081 + offset),
                "http://127.0.0.1:" + (8080 + offset),
                Integer.parseInt(option(given, "--seconds", "20")),
                Integer.parseInt(option(given, "--at-once", "8")),
                new Processors(Path.of(option(given, "--home", System.getProperty("tocsin.repository") + "/var"))));
        if (option(given, "--only", "").equals("guesses")) {
            System.out.println(bench.guesses(bench.people()));
            return;
        }
        System.out.println(bench.measure());
    }

    private static String option(List<String> given, String name, String otherwise) {
        int at = given.indexOf(name);
        return at < 0 || at + 1 == given.size() ? otherwise : given.get(at + 1);
    }

    private List<String> people() throws Exception {
        List<String> emails = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            emails.add(email());
            expect(201, post("/auth/register", credentials(emails.get(i), PASSWORD)));
        }
        return emails;
    }

    private String guesses(List<String> emails) throws Exception {
        return new Guesses(gateway, token(emails.getFirst()), PASSWORD, processors).measure(emails.subList(1, 5));
    }

    private String token(String email) throws Exception {
        return field(expect(200, post("/api/v1/auth/login", credentials(email, PASSWORD))), "access_token");
    }

    private String measure() throws Exception {
        List<String> emails = people();
        String client = expect(
                201,
                send(request("/internal/v1/oauth-clients")
                        .headers(
                                "Content-Type",
                                "application/json",
                                "Authorization",
                                "Bearer " + token(emails.getFirst()))
                        .POST(body("{\"name\":\"bench\",\"scopes\":[\"monitors:read\"]}"))));
        String basic = "Basic "
                + Base64.getEncoder()
                        .encodeToString((field(client, "client_id") + ":" + field(client, "client_secret"))
                                .getBytes(StandardCharsets.UTF_8));
        Call token = _ -> expect(
                200,
                send(request("/oauth/token")
                        .headers("Content-Type", "application/x-www-form-urlencoded", "Authorization", basic)
                        .POST(body("grant_type=client_credentials"))));
        Call signIn = worker -> expect(
                200, post("/api/v1/auth/login", credentials(emails.get(worker % emails.size()), PASSWORD)));
        rate(token, 5);
        Rate tokens = rate(token, seconds);
        rate(signIn, 5);
        Rate signIns = rate(signIn, seconds);
        return String.format(
                Locale.ROOT,
                "{\"tokens\":%s,\"sign_ins\":%s,\"refusals\":%s,\"guesses\":%s,\"cores\":%d}",
                tokens.json(),
                signIns.json(),
                refusals(emails),
                guesses(emails),
                Runtime.getRuntime().availableProcessors());
    }

    private Rate rate(Call call, int length) throws Exception {
        double cpu = processors.seconds().get("auth");
        AtomicLong calls = new AtomicLong();
        long start = System.nanoTime();
        long end = start + length * 1_000_000_000L;
        try (var workers = Executors.newFixedThreadPool(atOnce)) {
            List<java.util.concurrent.Future<?>> running = new ArrayList<>();
            for (int i = 0; i < atOnce; i++) {
                int worker = i;
                running.add(workers.submit(() -> {
                    while (System.nanoTime() < end) {
                        call.run(worker);
                        calls.incrementAndGet();
                    }
                    return null;
                }));
            }
            for (var one : running) {
                one.get();
            }
        }
        double took = (System.nanoTime() - start) / 1e9;
        double used = processors.seconds().get("auth") - cpu;
        return new Rate(calls.get() / took, used, used * 1000 / calls.get());
    }

    /** In turn, so that whatever else the machine does falls on both. */
    private String refusals(List<String> emails) throws Exception {
        double[] wrong = new double[100];
        double[] unknown = new double[100];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = refusal(emails.get(i % emails.size()));
            unknown[i] = refusal(email());
        }
        return String.format(
                Locale.ROOT,
                "{\"wrong_median_ms\":%.2f,\"unknown_median_ms\":%.2f,\"difference_ms\":%.2f}",
                median(wrong),
                median(unknown),
                Math.abs(median(wrong) - median(unknown)));
    }

    private double refusal(String email) throws Exception {
        long start = System.nanoTime();
        expect(401, post("/api/v1/auth/login", credentials(email, "not the password")));
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return (values[values.length / 2 - 1] + values[values.length / 2]) / 2;
    }

    private HttpResponse<String> post(String path, String json) throws Exception {
        return send(request(path).header("Content-Type", "application/json").POST(body(json)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(auth + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.BodyPublisher body(String text) {
        return HttpRequest.BodyPublishers.ofString(text);
    }

    private static String expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException(answer.request().uri() + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private static String credentials(String email, String password) {
        return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
    }

    private static String email() {
        return "bench-" + UUID.randomUUID() + "@example.com";
    }

    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException(name + " is missing");
        }
        return matcher.group(1);
    }
}
