package io.tocsin.bench.webhooks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a signed and logged delivery costs, and whether endpoints that hang hold up one that answers. */
final class WebhooksBench {
    private static final String HELP = """
        deploy/bench/webhooks [--port-offset N] [--home FOLDER] [--endpoints N] [--events N] [--hanging N] [--seconds N]
        Needs a product that runs with EGRESS_ALLOWED_RANGES=127.0.0.0/8 and DEFAULT_TIER=enterprise (deploy/up --detach,
        started twice, so that it has the optimising compiler). First EVENTS go to each of ENDPOINTS, after a round to warm up;
        then the bare HTTP client posts as much; then an account has HANGING endpoints that never answer and one that
        does, and something happens every second. --hanging 0 leaves that out.
        """;

    private final Options options;
    private final Machine machine;

    private WebhooksBench(Options options) throws IOException {
        this.options = options;
        this.machine = new Machine(options.home(), "query", "postgres");
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments);
        if (options == null) {
            IO.print(HELP);
            return;
        }
        new WebhooksBench(options).run();
    }

    private void run() throws Exception {
        List<String> parts = new ArrayList<>();
        try (Rows rows = new Rows(options.home(), options.offset())) {
            parts.add(throughput(rows));
            parts.add("\"bare_client\": " + bare());
            if (options.number("hanging", 999) > 0) {
                parts.add(hanging(rows));
            }
        }
        IO.println("{" + String.join(",\n ", parts) + "}");
    }

    private String throughput(Rows rows) throws Exception {
        Customer customer = new Customer(options.offset());
        String account = customer.accountId();
        rows.liftPlan(account);
        int events = options.number("events", 3_000);
        try (Subscriber subscriber = new Subscriber(false)) {
            List<String> endpoints = new ArrayList<>();
            for (int i = 0; i < options.number("endpoints", 10); i++) {
                endpoints.add(endpoint(customer, subscriber.url("/hook/" + i), "monitor.paused"));
            }
            rows.queue(account, endpoints, events);
            awaitEmpty(rows, account);
            rows.tidy();
            subscriber.forget();
            rows.queue(account, endpoints, events);
            Machine.Snapshot before = machine.now();
            awaitEmpty(rows, account);
            Machine.Snapshot after = machine.now();
            long sent = subscriber.arrived();
            Map<String, Double> used = after.since(before);
            return """
                "deliveries": %d, "expected": %d, "per_second": %.0f,
                 "cpu_seconds": %s,
                 "per_cpu_second_of_query_service": %.0f, "per_cpu_second_with_postgres": %.0f,
                 "resident_mb": %s""".formatted(
                            sent,
                            events * endpoints.size(),
                            sent / ((subscriber.lastAt - subscriber.firstAt) / 1e9),
                            Machine.Snapshot.json(used),
                            sent / used.get("query"),
                            sent / (used.get("query") + used.get("postgres")),
                            Machine.Snapshot.json(after.residentMegabytes()));
        }
    }

    private static void awaitEmpty(Rows rows, String account) throws Exception {
        long began = System.nanoTime();
        while (rows.pending(account) > 0) {
            if (System.nanoTime() - began > 180e9) {
                throw new IllegalStateException(rows.pending(account) + " deliveries still wait after three minutes");
            }
            Thread.sleep(250);
        }
    }

    private String bare() throws IOException, InterruptedException {
        try (Subscriber subscriber = new Subscriber(false)) {
            Process process = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-XX:+UseSerialGC",
                            "-Xmx192m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            System.getProperty("tocsin.repository")
                                    + "/deploy/bench/src/io/tocsin/bench/webhooks/Bare.java",
                            subscriber.url("/bare"),
                            "30000",
                            "128",
                            Rows.PAYLOAD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return said.strip();
        }
    }

    private String hanging(Rows rows) throws Exception {
        Customer customer = new Customer(options.offset());
        rows.liftPlan(customer.accountId());
        int count = options.number("hanging", 999);
        try (Subscriber subscriber = new Subscriber(true)) {
            for (int i = 0; i < count; i++) {
                endpoint(customer, subscriber.url("/hang/" + i), "monitor.created");
            }
            endpoint(customer, subscriber.url("/hook"), "monitor.created");
            int seconds = options.number("seconds", 60);
            Machine.Snapshot before = machine.now();
            for (int i = 0; i < seconds; i++) {
                customer.browse("POST", "/internal/v1/monitors", """
                    {"friendly_name":"Bench %d","type":"http","url":"%s","interval_seconds":3600}"""
                        .formatted(i, subscriber.url("/page")));
                Thread.sleep(1000);
            }
            Thread.sleep(5000);
            Machine.Snapshot after = machine.now();
            double[] delays = subscriber.kept().stream()
                    .mapToDouble(arrival -> Duration.between(
                                            Instant.parse(Customer.field(arrival.body(), "timestamp")), arrival.at())
                                    .toNanos()
                            / 1e6)
                    .toArray();
            return """
                "hanging": %d, "events": %d, "healthy_delay_ms": %s,
                 "hanging_cpu_seconds": %s, "hanging_resident_mb": %s""".formatted(
                            count,
                            seconds,
                            Machine.quantiles(delays),
                            Machine.Snapshot.json(after.since(before)),
                            Machine.Snapshot.json(after.residentMegabytes()));
        }
    }

    private static String endpoint(Customer customer, String url, String type)
            throws IOException, InterruptedException {
        return Customer.field(
                customer.call(
                        "POST", "/api/v1/webhooks", "{\"url\":\"%s\",\"event_types\":[\"%s\"]}".formatted(url, type)),
                "id");
    }
}
