package io.tocsin.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupingTest {
    private final Samples samples = new Samples(_ -> {});
    private final Refusals refusals = new Refusals();

    @Test
    void ordersSeriesByNameThenLabels() {
        add(1000, "b", 1);
        add(1000, "a", 2, "core", "1");
        add(1000, "a", 3, "core", "0");
        add(1000, "a", 4);

        SampleGroup group = Grouping.of(samples, refusals, Cut.BY_SIZE).getFirst();

        assertThat(group.series()).hasToString("[a[], a[core, 0], a[core, 1], b[]]");
        assertThat(group.rows().getFirst().values()).containsExactly(4, 3, 2, 1);
    }

    @Test
    void sharesAGroupBetweenInstantsWithTheSameSeries() {
        add(2000, "a", 3);
        add(1000, "b", 2);
        add(1000, "a", 1);
        add(2000, "b", 4);
        add(3000, "a", 5);

        List<SampleGroup> groups = Grouping.of(samples, refusals, Cut.BY_SIZE);

        assertThat(groups).hasSize(2);
        assertThat(groups.getFirst().rows())
                .extracting(SampleGroup.SampleRow::time)
                .containsExactly(1000L, 2000L);
        assertThat(groups.getLast().series()).hasToString("[a[]]");
    }

    @Test
    void cutsAfterSixtyFourSeries() {
        for (int i = 0; i < 130; i++) {
            add(1000, "m%03d".formatted(i), i);
        }

        List<SampleGroup> groups = Grouping.of(samples, refusals, Cut.BY_SIZE);

        assertThat(groups).extracting(group -> group.series().size()).containsExactly(64, 64, 2);
        assertThat(groups.getLast().rows().getFirst().values()).containsExactly(128, 129);
    }

    @Test
    void keepsTheFirstOfTwoValuesAtOneInstant() {
        add(1000, "a", 1);
        add(1000, "a", 2);
        add(1001, "a", 3);

        SampleGroup group = Grouping.of(samples, refusals, Cut.BY_SIZE).getFirst();

        assertThat(group.rows()).extracting(row -> row.values()[0]).containsExactly(1.0, 3.0);
        assertThat(refusals.named())
                .containsExactly(new Refusals.Refusal(1, "the batch holds another value of this series at this time"));
    }

    @Test
    void takesOutWhatIsNotWithinTheWindow() {
        Instant now = Instant.parse("2026-11-21T00:00:00Z");
        TimeWindow window = TimeWindow.around(now, Duration.ofDays(7), Duration.ofMinutes(10));
        add(now.minus(Duration.ofDays(8)).toEpochMilli(), "old", 1);
        add(Samples.NO_TIME, "untimed", 2);
        add(now.plus(Duration.ofMinutes(11)).toEpochMilli(), "early", 3);
        add(Long.MAX_VALUE - 1, "never", 3);

        samples.settle(now.toEpochMilli(), window, new boolean[] {true, true, true, true}, refusals);

        assertThat(Grouping.of(samples, refusals, Cut.BY_SIZE)).singleElement().satisfies(group -> {
            assertThat(group.series()).hasToString("[untimed[]]");
            assertThat(group.rows().getFirst().time()).isEqualTo(now.toEpochMilli());
        });
        assertThat(refusals.named()).extracting(Refusals.Refusal::index).containsExactly(0, 2, 3);
    }

    @Test
    void takesOutSeriesThatAreNotAdmitted() {
        Instant now = Instant.parse("2026-11-21T00:00:00Z");
        add(now.toEpochMilli(), "known", 1);
        add(now.toEpochMilli(), "new", 2);

        samples.settle(
                0,
                TimeWindow.around(now, Duration.ofDays(7), Duration.ofMinutes(10)),
                new boolean[] {true, false},
                refusals);

        assertThat(samples.size()).isEqualTo(1);
        assertThat(refusals.named()).containsExactly(new Refusals.Refusal(1, "the plan allows no more active series"));
    }

    @Test
    void keepsMostGroupsWhenABatchBeginsElsewhere() {
        Samples later = new Samples(_ -> {});
        for (int i = 0; i < 400; i++) {
            add(1000, "metric_%03d".formatted(i), i);
            if (i >= 30) {
                later.add(i, new Series("metric_%03d".formatted(i), Series.NO_LABELS), 1000, i);
            }
        }

        List<String> whole = seriesOf(Grouping.of(samples, refusals, Cut.BY_NAME));
        List<String> shifted = seriesOf(Grouping.of(later, refusals, Cut.BY_NAME));

        assertThat(whole).hasSizeGreaterThan(20);
        assertThat(whole).containsAll(shifted.subList(1, shifted.size()));
    }

    private static List<String> seriesOf(List<SampleGroup> groups) {
        return groups.stream().map(group -> group.series().toString()).toList();
    }

    @Test
    void cutsWhatDoesNotFitIntoOneRecord() {
        String wide = "x".repeat(1000);
        for (int i = 0; i < 1000; i++) {
            add(1000, "m%04d".formatted(i), i, "wide", wide);
        }
        for (int i = 0; i < 60_000; i++) {
            add(10_000 + i, "tall", i);
        }

        List<List<SampleGroup>> portions = Portions.of(Grouping.of(samples, refusals, Cut.BY_SIZE));

        assertThat(portions)
                .allSatisfy(groups -> assertThat(groups.stream()
                                .mapToInt(group ->
                                        group.seriesWeight() + group.rows().size() * group.rowWeight())
                                .sum())
                        .isLessThanOrEqualTo(300_000));
        assertThat(portions.stream()
                        .flatMap(List::stream)
                        .mapToInt(group -> group.series().size() * group.rows().size())
                        .sum())
                .isEqualTo(61_000);
    }

    @Test
    void namesAHundredRefusalsAndCountsAll() {
        for (int i = 0; i < 150; i++) {
            refusals.add(i, "no");
        }

        assertThat(refusals.count()).isEqualTo(150);
        assertThat(refusals.named()).hasSize(100);
    }

    private void add(long time, String name, double value, String... labels) {
        samples.add(samples.size(), new Series(name, labels), time, value);
    }
}
