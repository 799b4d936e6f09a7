package io.tocsin.bench.ingest;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Samples in, as fast as they are taken and then at half of that: how many are acknowledged and stored, what a million of
 * them costs each process, how long an answer takes, and how long an acknowledged sample takes until it can be read.
 */
final class IngestBench {
    private static final String HELP =
            """
        deploy/bench/ingest [--port-offset N] [--home FOLDER] [--protocol push|remote_write] [--rows MIN-MAX]
                            [--seconds N] [--connections N] [--step MILLIS] [--url URL --pid N]
        Needs a product that runs (deploy/up --detach). A request holds 50 series and MIN to MAX rows of them (1-10).
        Rows are --step milliseconds (1000) apart. With --url it writes remote_write there, without a token, and measures
        the process that --pid names; Prometheus refuses what falls an hour behind, so give it a step of 20.
        """;

    private final Map<String, String> options;
    private final List<Sender> senders;
    private final Costs costs;
    private final Bodies bodies;

    private IngestBench(Map<String, String> options) throws Exception {
        this.options = options;
        String[] rows = options.getOrDefault("rows", "1-10").split("-");
        String protocol = options.getOrDefault("protocol", "push");
        if (options.containsKey("url")) {
            URI url = URI.create(options.get("url"));
            this.senders = IntStream.range(0, connections())
                    .mapToObj(number -> new Sender(url, null, "bench-" + number))
                    .toList();
            this.costs = new Costs(Map.of("peer", Long.parseLong(options.get("pid"))));
        } else {
            Customers customers = new Customers(Integer.parseInt(options.getOrDefault("port-offset", "0")));
            this.senders = customers.senders(protocol.equals("push"));
            this.costs = Costs.ofProduct(
                    Path.of(options.getOrDefault("home", System.getProperty("tocsin.repository") + "/var")));
        }
        this.bodies = Bodies.of(
                protocol,
                Integer.parseInt(rows[0]),
                Integer.parseInt(rows[rows.length - 1]),
                Long.parseLong(options.getOrDefault("step", "1000")));
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length || !arguments[i].startsWith("--")) {
                IO.print(HELP);
                return;
            }
            options.put(arguments[i].substring(2), arguments[i + 1]);
        }
        new IngestBench(options).run();
    }

    private void run() throws Exception {
        int seconds = Integer.parseInt(options.getOrDefault("seconds", "20"));
        Load load = new Load(senders, bodies, connections());
        int warming = Math.max(5, seconds / 2);
        Load.Result warm = load.asFastAsPossible(warming);
        // made now, so that the load takes little from the processors that it shares with what is measured
        bodies.prepare(load.senders(), (long) (warm.requests() / warm.seconds() * seconds * 1.3));
        costs.settle();
        Costs.Snapshot before = costs.now();
        Load.Result full = load.asFastAsPossible(seconds);
        double toStored = full.seconds() + costs.settle();
        Costs.Snapshot after = costs.now();
        bodies.prepare(load.senders(), full.requests() / 2);
        Load.Result half = load.at(full.requests() / full.seconds() / 2, seconds);
        costs.settle();
        List<Double> readable = options.containsKey("url") ? List.of() : Readable.measure(senders, 100);
        print(full, toStored, before, after, half, readable);
    }

    private int connections() {
        return Integer.parseInt(options.getOrDefault("connections", "16"));
    }

    private void print(
            Load.Result full,
            double toStored,
            Costs.Snapshot before,
            Costs.Snapshot after,
            Load.Result half,
            List<Double> readable) {
        List<String> lines = new ArrayList<>();
        lines.add("\"protocol\": \"%s\"".formatted(options.getOrDefault("protocol", "push")));
        lines.add("\"samples_a_request\": %.0f".formatted((double) full.samples() / full.requests()));
        lines.add("\"acknowledged_per_second\": %.0f".formatted(full.samples() / full.seconds()));
        lines.add("\"stored_per_second\": %.0f".formatted(full.samples() / toStored));
        lines.add("\"refused_requests\": %d".formatted(full.refused()));
        double total = 0;
        for (String part : after.cpuSeconds().keySet()) {
            double cost = (after.cpuSeconds().get(part) - before.cpuSeconds().get(part)) / full.samples() * 1e6;
            total += cost;
            lines.add("\"cpu_s_per_million_%s\": %.2f".formatted(part, cost));
        }
        lines.add("\"cpu_s_per_million\": %.2f".formatted(total));
        lines.add("\"half_load_ms\": {\"p50\": %.1f, \"p95\": %.1f, \"p99\": %.1f}"
                .formatted(half.quantile(0.5), half.quantile(0.95), half.quantile(0.99)));
        if (!readable.isEmpty()) {
            lines.add("\"acknowledged_to_readable_ms\": {\"p50\": %.0f, \"p95\": %.0f}"
                    .formatted(readable.get(readable.size() / 2), readable.get(readable.size() * 95 / 100)));
        }
        lines.add("\"resident_mb\": %s".formatted(after.residentMegabytes()));
        IO.println("{" + String.join(",\n ", lines) + "}");
    }

    static {
        Locale.setDefault(Locale.ROOT);
    }
}
