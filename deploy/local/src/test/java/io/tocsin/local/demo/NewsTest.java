package io.tocsin.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.local.demo.Picture.IncidentRow;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewsTest {

    private static final Instant OPENED = Instant.parse("2026-01-01T10:00:00Z");
    private static final IncidentRow OPEN = new IncidentRow("inc_1", "Shop", OPENED, null, "answered 503");
    private static final IncidentRow RESOLVED =
            new IncidentRow("inc_1", "Shop", OPENED, OPENED.plusSeconds(25), "answered 503");

    private final News news = new News();

    @Test
    void tellsAnOpeningOnce() {
        assertThat(news.of(List.of())).isEmpty();
        assertThat(news.of(List.of(OPEN))).singleElement().asString().contains("Shop: incident opened", "answered 503");
        assertThat(news.of(List.of(OPEN))).isEmpty();
    }

    @Test
    void tellsAResolutionOnce() {
        news.of(List.of(OPEN));

        assertThat(news.of(List.of(RESOLVED))).containsExactly("Shop: incident resolved after 25 s");
        assertThat(news.of(List.of(RESOLVED))).isEmpty();
    }

    @Test
    void tellsBothOfAnIncidentBetweenTwoLooks() {
        news.of(List.of());

        assertThat(news.of(List.of(RESOLVED))).hasSize(2);
    }

    @Test
    void keepsSilentAboutWhatWasOverBefore() {
        assertThat(news.of(List.of(RESOLVED))).isEmpty();
        assertThat(news.of(List.of(RESOLVED))).isEmpty();
    }
}
