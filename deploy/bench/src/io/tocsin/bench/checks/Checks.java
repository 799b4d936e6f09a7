package io.tocsin.bench.checks;

import io.tocsin.local.stack.EmbeddedStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The benchmark's command: its own Kafka and target, the real runner as a process, figures as JSON on the last line. */
public class Checks {
    private static final String HELP = """
            deploy/bench/checks [--monitors N] [--interval SECONDS] [--scheme http|https] [--seconds N] [--warm-up N]
                                [--blackbox PROBES_PER_SECOND] [--restart] [--heap MB]
              Lateness is measured at the target: from the slot to the arrival of the request. CPU is user and system
              time of the runner, from /proc; "cores" is how many of them each took. --blackbox probes the same target with prometheus-blackbox-exporter
              afterwards. --restart ends the runner and measures how long a start with that many monitors takes.
            """;

    public static void main(String[] arguments) throws Throwable {
        Map<String, String> options = options(arguments);
        if (options.containsKey("help")) {
            System.out.print(HELP);
            return;
        }
        int monitors = number(options, "monitors", 10_000);
        int interval = number(options, "interval", 10);
        int seconds = number(options, "seconds", 60);
        boolean secure = options.getOrDefault("scheme", "http").equals("https");
        Path repository = Path.of(System.getProperty("tocsin.repository"));
        Path folder = Files.createDirectories(repository.resolve("deploy/bench/target/checks"));
        Map<String, Object> figures = new LinkedHashMap<>(Machine.figures());
        figures.put("monitors", monitors);
        figures.put("interval_seconds", interval);
        figures.put("scheme", secure ? "https" : "http");

        Folders.delete(folder.resolve("stack")); // every run begins with empty topics
        try (var stack = EmbeddedStack.in(Path.of(System.getProperty("tocsin.embedded")), folder.resolve("stack"));
                var target = target(new Lateness(monitors, interval), secure, folder);
                var runner = new Runner(repository, folder, stack.kafka(), stack.registry(), number(options, "heap", 256), secure)) {
            var definitions = new Definitions(stack.kafka(), stack.registry());
            runner.start(Duration.ofSeconds(90));
            definitions.publish(target, interval);
            runner.awaitMonitors(monitors, Duration.ofSeconds(120));
            Thread.sleep(1000L * number(options, "warm-up", 30));

            long before = definitions.checksOnTopic();
            Division division = new Division(runner.pid(), Machine.childWith("kafka.Kafka"));
            target.lateness().reset();
            Thread.sleep(1000L * seconds);
            long arrived = target.lateness().arrived();
            figures.putAll(target.lateness().figures(seconds));
            figures.putAll(division.figures(arrived));
            figures.put("runner_resident_mb", runner.residentMegabytes());
            Thread.sleep(1000);
            figures.put("events_published", definitions.checksOnTopic() - before);
            figures.put("failed_checks", runner.metric("checks_total{outcome=\"down\"}"));
            figures.put("unknown_checks", runner.metric("checks_total{outcome=\"unknown\"}"));
            figures.put("missed_slots", runner.metric("checks_total{outcome=\"missed\"}"));
            if (options.containsKey("restart")) {
                runner.kill();
                long begin = System.nanoTime();
                target.lateness().reset();
                runner.start(Duration.ofSeconds(90));
                figures.put("start_to_ready_seconds", seconds(begin));
                runner.awaitMonitors(monitors, Duration.ofSeconds(120));
                figures.put("start_to_all_monitors_seconds", seconds(begin));
            }
            if (options.containsKey("blackbox")) {
                runner.kill();
                figures.putAll(new Blackbox(folder, secure).measure(target, number(options, "blackbox", 500)));
            }
        }
        System.out.println(Json.of(figures));
        System.exit(0);
    }

    private static Target target(Lateness lateness, boolean secure, Path folder) throws Throwable {
        return secure ? new SecureTarget(lateness, Certificates.make(folder)) : new PlainTarget(lateness);
    }

    private static double seconds(long begin) {
        return Math.round((System.nanoTime() - begin) / 1e8) / 10.0;
    }

    private static int number(Map<String, String> options, String name, int otherwise) {
        String text = options.get(name);
        return text == null || text.isEmpty() ? otherwise : Integer.parseInt(text);
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i].substring(2);
            boolean valued = i + 1 < arguments.length && !arguments[i + 1].startsWith("--");
            options.put(name, valued ? arguments[++i] : "");
        }
        return options;
    }
}
