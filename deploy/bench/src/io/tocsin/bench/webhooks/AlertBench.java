package io.tocsin.bench.webhooks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A target that is checked every second breaks, again and again: how long until its webhook arrives? */
final class AlertBench {
    private static final String HELP = """
        deploy/bench/alert [--port-offset N] [--home FOLDER] [--breaks N]
        Needs a product that runs with EGRESS_ALLOWED_RANGES=127.0.0.0/8 (deploy/up --detach). Makes an operator, who
        lowers the shortest interval of a new account to one second. Times are in milliseconds.
        """;
    private static final Pattern FIRST_TRY = Pattern.compile(
            "\"attempts\":\\[\\{\"at\":\"([^\"]+)\".*?\"created_at\":\"([^\"]+)\"", Pattern.DOTALL);

    private final Options options;
    private final Machine machine;
    private final Customer customer;

    private AlertBench(Options options) throws IOException, InterruptedException {
        this.options = options;
        this.machine = new Machine(options.home(), "monitor", "ingest", "query", "kafka", "postgres");
        this.customer = new Customer(options.offset());
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments);
        if (options == null) {
            IO.print(HELP);
            return;
        }
        new AlertBench(options).run();
    }

    private void run() throws Exception {
        allowEverySecond();
        int breaks = options.number("breaks", 30);
        try (Subscriber subscriber = new Subscriber(true)) {
            String endpoint = Customer.field(
                    customer.call(
                            "POST",
                            "/api/v1/webhooks",
                            "{\"url\":\"%s\",\"event_types\":[\"monitor.down\",\"monitor.up\"]}"
                                    .formatted(subscriber.url("/hook"))),
                    "id");
            customer.browse(
                    "POST",
                    "/internal/v1/monitors",
                    """
                    {"friendly_name":"Bench","type":"http","url":"%s","interval_seconds":1,"timeout_ms":900,
                    "failure_threshold":1,"recovery_threshold":1}""".formatted(subscriber.url("/page")));
            Thread.sleep(Duration.ofSeconds(10)); // until it is checked steadily
            breakOnce(subscriber);
            Machine.Snapshot before = machine.now();
            long began = System.nanoTime();
            double[] down = new double[breaks];
            for (int i = 0; i < breaks; i++) {
                down[i] = breakOnce(subscriber);
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            Machine.Snapshot after = machine.now();
            IO.println("""
                {"breaks": %d, "seconds": %.1f,
                 "break_to_arrival_ms": %s,
                 "incident_to_first_attempt_ms": %s,
                 "cpu_seconds": %s,
                 "resident_mb": %s}""".formatted(
                            breaks,
                            seconds,
                            Machine.quantiles(down),
                            Machine.quantiles(firstTries(endpoint)),
                            Machine.Snapshot.json(after.since(before)),
                            Machine.Snapshot.json(after.residentMegabytes())));
        }
    }

    /** Breaks at any moment between two checks, and mends. */
    private static double breakOnce(Subscriber subscriber) throws InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextInt(1000, 2000));
        subscriber.kept().clear();
        Instant broken = Instant.now();
        subscriber.broken = true;
        Instant arrived = arrival(subscriber, "monitor.down");
        subscriber.broken = false;
        arrival(subscriber, "monitor.up");
        return Duration.between(broken, arrived).toNanos() / 1e6;
    }

    private static Instant arrival(Subscriber subscriber, String type) throws InterruptedException {
        for (long began = System.nanoTime(); System.nanoTime() - began < 30e9; Thread.sleep(1)) {
            for (Subscriber.Arrival arrival : subscriber.kept()) {
                if (arrival.body().contains("\"type\":\"" + type + "\"")) {
                    return arrival.at();
                }
            }
        }
        throw new IllegalStateException("No %s within 30 s".formatted(type));
    }

    /** From the begin of the transaction that opened or resolved the incident to the begin of the first try. */
    private double[] firstTries(String endpoint) throws IOException, InterruptedException {
        Thread.sleep(1000);
        List<Double> millis = new ArrayList<>();
        String page = customer.call("GET", "/api/v1/webhooks/%s/deliveries?limit=100".formatted(endpoint), "");
        for (Matcher each = FIRST_TRY.matcher(page); each.find(); ) {
            millis.add(Duration.between(Instant.parse(each.group(2)), Instant.parse(each.group(1))).toNanos() / 1e6);
        }
        return millis.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void allowEverySecond() throws IOException, InterruptedException {
        Customer operator = new Customer(options.offset());
        ProcessBuilder grant = new ProcessBuilder(
                Path.of(System.getProperty("tocsin.repository"), "deploy/operator").toString(),
                "--home",
                options.home().toString(),
                "grant",
                operator.email());
        Process process = grant.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException("Nobody could be made an operator: " + said);
        }
        operator.signInAgain();
        operator.browse(
                "PATCH", "/internal/v1/admin/accounts/" + customer.accountId(), "{\"min_interval_seconds\":1}");
        Thread.sleep(3000); // until every service has heard of it
    }
}
