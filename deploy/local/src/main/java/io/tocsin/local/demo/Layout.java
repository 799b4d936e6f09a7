package io.tocsin.local.demo;

import io.tocsin.local.demo.Picture.Curve;
import io.tocsin.local.demo.Picture.IncidentRow;
import io.tocsin.local.demo.Picture.MonitorRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** A picture as lines for a terminal of the usual eighty columns. */
final class Layout {

    private static final String MONITOR_LINE = "  %-22s %s %10s %10s   %s";
    private static final int MOST_INCIDENTS = 6;

    private Layout() {}

    static List<String> of(Picture picture) {
        var lines = new ArrayList<String>();
        lines.add("@|bold Tocsin|@  %s  @|faint for %s, Ctrl-C ends it|@"
                .formatted(picture.address(), Words.span(picture.running())));
        lines.add("");
        lines.add(
                "@|bold %s|@".formatted(MONITOR_LINE.formatted("Monitor", "status ", "latency", "uptime", "checked")));
        picture.monitors().forEach(monitor -> lines.add(line(monitor, picture)));
        lines.add("");
        lines.add("@|bold   %-22s %-10s|@ @|faint last ninety seconds|@".formatted("This machine", "now"));
        picture.curves().forEach(curve -> lines.add(line(curve)));
        lines.add("");
        lines.add("@|bold   Incidents|@");
        if (picture.incidents().isEmpty()) {
            lines.add("@|faint   none yet: the shop opens and breaks about every minute|@");
        }
        picture.incidents().stream().limit(MOST_INCIDENTS).forEach(incident -> lines.add(line(incident, picture)));
        lines.add("");
        lines.add("@|faint   %s|@".formatted(Words.pushed(picture.pushed())));
        picture.said().forEach(sentence -> lines.add("@|yellow   %s|@".formatted(shortened(sentence))));
        if (picture.trouble() != null) {
            lines.add("@|red   %s|@".formatted(shortened(picture.trouble())));
        }
        return lines.stream().map(Ansi.ON::string).toList();
    }

    private static String line(MonitorRow monitor, Picture picture) {
        var status = "@|%s %-7s|@".formatted(colour(monitor.status()), monitor.status());
        var checked = monitor.lastChecked() == null
                ? "-"
                : Words.span(Duration.between(monitor.lastChecked(), picture.now())) + " ago";
        return MONITOR_LINE.formatted(
                monitor.name(),
                status,
                Words.milliseconds(monitor.latency()),
                Words.percent(monitor.uptime()),
                checked);
    }

    private static String line(Curve curve) {
        var now = curve.values().isEmpty() ? null : curve.values().getLast();
        return "  %-22s %-10s %s"
                .formatted(curve.label(), Words.figure(curve.name(), now), Sparkline.of(curve.values()));
    }

    private static String line(IncidentRow incident, Picture picture) {
        var end = incident.resolved() == null ? picture.now() : incident.resolved();
        var lasted = Words.span(Duration.between(incident.opened(), end));
        return "  %s  %-18s %s  %s"
                .formatted(
                        Words.time(incident.opened()),
                        incident.monitor(),
                        incident.resolved() == null
                                ? "@|red open for %s|@".formatted(lasted)
                                : "@|green resolved after %s|@".formatted(lasted),
                        shortened(reason(incident.reason())));
    }

    private static String reason(@Nullable String reason) {
        return reason == null ? "" : reason;
    }

    private static String colour(String status) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "up" -> "green";
            case "down" -> "red";
            default -> "yellow";
        };
    }

    /** So that a line stays one line, and what others wrote is not taken for a colour. */
    private static String shortened(String sentence) {
        var plain = sentence.replace("@|", "").replace("|@", "").replaceAll("\\p{Cntrl}", " ");
        return plain.length() > 76 ? plain.substring(0, 75) + "…" : plain;
    }
}
