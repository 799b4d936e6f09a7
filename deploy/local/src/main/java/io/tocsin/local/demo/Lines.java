package io.tocsin.local.demo;

import io.tocsin.local.demo.Picture.Curve;
import io.tocsin.local.demo.Picture.MonitorRow;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

/** A line for each event, and one in ten seconds that sums up; for pipes and log files. */
final class Lines implements View {

    private static final Duration SUMMED_UP_EVERY = Duration.ofSeconds(10);

    private final PrintStream out;
    private final News news = new News();
    private Instant summedUp = Instant.EPOCH;
    private String trouble = "";

    Lines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(Picture picture) {
        news.of(picture.incidents()).forEach(event -> print(picture, event));
        var now = picture.trouble() == null ? "" : picture.trouble();
        if (!now.equals(trouble) && !now.isEmpty()) {
            print(picture, now);
        }
        trouble = now;
        if (!picture.now().isBefore(summedUp.plus(SUMMED_UP_EVERY))) {
            summedUp = picture.now();
            print(picture, summary(picture));
        }
        out.flush();
    }

    @Override
    public void close() {
        out.flush();
    }

    private void print(Picture picture, String text) {
        out.println(Words.time(picture.now()) + "  " + text);
    }

    private static String summary(Picture picture) {
        var monitors = picture.monitors().stream().map(Lines::summary).collect(Collectors.joining("; "));
        var curves = picture.curves().stream().map(Lines::summary).collect(Collectors.joining(", "));
        return "%s | %s | %s".formatted(monitors, curves, Words.pushed(picture.pushed()));
    }

    private static String summary(MonitorRow monitor) {
        return "%s %s, %s, %s up"
                .formatted(
                        monitor.name(),
                        monitor.status(),
                        Words.milliseconds(monitor.latency()),
                        Words.percent(monitor.uptime()));
    }

    private static String summary(Curve curve) {
        return "%s %s"
                .formatted(
                        curve.label(),
                        Words.figure(
                                curve.name(),
                                curve.values().isEmpty() ? null : curve.values().getLast()));
    }
}
