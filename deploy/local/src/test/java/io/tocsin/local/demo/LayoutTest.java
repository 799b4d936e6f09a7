package io.tocsin.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.local.demo.Picture.Curve;
import io.tocsin.local.demo.Picture.IncidentRow;
import io.tocsin.local.demo.Picture.MonitorRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LayoutTest {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    @Test
    void showsWhatTheProductKnows() {
        var picture = new Picture(
                "http://localhost:8080",
                NOW,
                Duration.ofSeconds(90),
                List.of(
                        new MonitorRow("Shop", "down", 1.25, 98.5, NOW.minusSeconds(3)),
                        new MonitorRow("New one", "pending", null, null, null)),
                List.of(new Curve("cpu_usage_percent", "Processor", List.of(1.0, 99.0))),
                List.of(new IncidentRow("inc_1", "Shop", NOW.minusSeconds(8), null, "answered 503")),
                new Ledger.Totals(7, 70, 0, 1),
                List.of("query is ready again."),
                "The picture is old: no answer");

        assertThat(plain(picture))
                .contains("Shop                   down        1.3 ms     98.5 %   3 s ago")
                .contains("New one                pending          -          -   -")
                .contains("Processor              99.0 %     ▁█")
                .contains("open for 8 s")
                .contains("7 batches with 70 samples")
                .contains("query is ready again.")
                .contains("The picture is old: no answer");
    }

    @Test
    void keepsWhatOthersWroteToOneLineWithoutColours() {
        var reason = "@|red gotcha|@\n" + "x".repeat(100);
        var picture = new Picture(
                "http://localhost:8080",
                NOW,
                Duration.ZERO,
                List.of(),
                List.of(),
                List.of(new IncidentRow("inc_1", "Shop", NOW, NOW, reason)),
                new Ledger.Totals(0, 0, 0, 0),
                List.of(),
                null);

        var line = plain(picture)
                .lines()
                .filter(text -> text.contains("resolved after"))
                .toList();

        assertThat(line).singleElement().asString().contains("red gotcha").endsWith("…");
    }

    private static String plain(Picture picture) {
        return Layout.of(picture).stream()
                .map(line -> line.replaceAll("\u001b\\[[0-9;]*m", ""))
                .collect(Collectors.joining("\n"));
    }
}
