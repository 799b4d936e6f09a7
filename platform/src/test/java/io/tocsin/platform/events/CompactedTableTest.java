package io.tocsin.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.events.AccountChanged;
import io.tocsin.events.StatusDecided;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CompactedTableTest {
    private final CompactedTable<String> tiers = new CompactedTable<>(value -> ((AccountChanged) value).getTier());

    @Test
    void keepsTheNewestRevisionWhateverComesLater() {
        tiers.apply("acc_1", account(2, "team"));
        tiers.apply("acc_1", account(1, "free"));

        assertThat(tiers.get("acc_1")).isEqualTo("team");
    }

    @Test
    void takesTheSameRevisionAgain() {
        tiers.apply("acc_1", account(2, "team"));
        tiers.apply("acc_1", account(2, "solo"));

        assertThat(tiers.get("acc_1")).isEqualTo("solo");
    }

    @Test
    void forgetsRevisionsWithTheirKeysAndWhenItReadsAnew() {
        tiers.apply("acc_1", account(2, "team"));
        tiers.apply("acc_1", null);
        tiers.apply("acc_1", account(1, "free"));
        assertThat(tiers.get("acc_1")).isEqualTo("free");

        tiers.apply("acc_2", account(5, "team"));
        tiers.beginReading();
        tiers.apply("acc_2", account(4, "solo"));
        tiers.endReading();

        assertThat(tiers.get("acc_2")).isEqualTo("solo");
        assertThat(tiers.get("acc_1")).isNull();
    }

    @Test
    void keepsNothingOfWhatIsOfNoInterest() {
        CompactedTable<String> teams =
                new CompactedTable<>(value -> ((AccountChanged) value).getTier().equals("team") ? "team" : null);

        teams.apply("acc_1", account(1, "free"));
        assertThat(teams.values()).isEmpty();

        teams.apply("acc_1", account(2, "team"));
        assertThat(teams.get("acc_1")).isEqualTo("team");

        teams.apply("acc_1", account(3, "free"));
        teams.apply("acc_1", account(2, "team"));
        assertThat(teams.get("acc_1")).isNull();
    }

    @Test
    void comparesDecisionsByTheirTime() {
        CompactedTable<String> statuses = new CompactedTable<>(value -> ((StatusDecided) value).getStatus());
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");

        statuses.apply("mon_1", new StatusDecided("mon_1", "acc_1", "monitor", "up", noon, noon, noon));
        statuses.apply(
                "mon_1", new StatusDecided("mon_1", "acc_1", "monitor", "down", noon, noon, noon.minusMillis(1)));

        assertThat(statuses.get("mon_1")).isEqualTo("up");
    }

    private static AccountChanged account(long revision, String tier) {
        return AccountChanged.newBuilder()
                .setAccountId("acc_1")
                .setRevision(revision)
                .setTier(tier)
                .setMaxMonitors(1)
                .setMinIntervalSeconds(60)
                .setRequestsPerMinute(60)
                .setRetentionDays(7)
                .setMaxWebhookEndpoints(1)
                .setMaxCollectors(1)
                .setChangedAt(Instant.EPOCH)
                .build();
    }
}
