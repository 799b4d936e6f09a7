package io.tocsin.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.query.intake.RefusedRecordException;
import io.tocsin.schemas.Ids;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class SeriesDictionaryIT {
    @Autowired
    private SeriesDictionary dictionary;

    @Autowired
    private UnusedSeries unused;

    @Autowired
    private MetricSettings settings;

    @Autowired
    private JdbcClient jdbc;

    private int source;

    @BeforeEach
    void makeSource() {
        String account = Ids.next("acc");
        String server = Ids.next("srv");
        everywhere("""
            INSERT INTO server (id, account_id, no, instance, hostname, last_seen_at)
            VALUES (?, ?, 1, 'host-1', 'host-1', now())
            """, server, account);
        source = Tenancy.<Integer>inEveryAccount(() -> jdbc.sql("""
            INSERT INTO source (account_id, source_ref, instance, server_id) VALUES (?, ?, 'host-1', ?) RETURNING id
            """)
                .params(account, Ids.next("cli"), server)
                .query(Integer.class)
                .single());
    }

    @Test
    void refusesAListBeyondTheBoundUntilOthersAreOutOfUse() {
        everywhere("""
            INSERT INTO metric_set (source_id, digest, used_at, keep_until)
            SELECT ?, int4send(i), now(), now() + interval '10 days' FROM generate_series(1, ?) AS i
            """, source, settings.maxSets());

        assertThatThrownBy(() -> setId("new")).isInstanceOf(RefusedRecordException.class);

        everywhere("UPDATE metric_set SET used_at = now() - interval '3 days' WHERE source_id = ?", source);
        assertThat(setId("new")).isPositive();
    }

    @Test
    void forgetsListsWhoseSamplesHaveExpiredAndSeriesThatAreInNoOther() {
        long gone = setId("only-there", "in-both");
        long kept = setId("in-both");
        everywhere("UPDATE metric_set SET keep_until = now() - interval '1 hour' WHERE id = ?", gone);

        Tenancy.everyAccount(unused::look);

        assertThat(names("SELECT name FROM series WHERE source_id = ?", source)).containsExactly("in-both");
        assertThat(names("SELECT id FROM metric_set WHERE source_id = ?", source))
                .containsExactly("" + kept);
    }

    @Test
    void keepsAListForAsLongAsTheLongestOfItsSamples() {
        long set = setId("both");
        Tenancy.everyAccount(() -> dictionary.setId(source, 400, fingerprint("both"), () -> series("both")));
        Tenancy.everyAccount(() -> dictionary.setId(source, 7, fingerprint("both"), () -> series("both")));

        assertThat(names("SELECT id FROM metric_set WHERE id = ? AND keep_until > now() + interval '402 days'", set))
                .hasSize(1);
    }

    private long setId(String... names) {
        return Tenancy.<Long>inEveryAccount(() -> dictionary.setId(source, 7, fingerprint(names), () -> series(names)));
    }

    private static Fingerprint fingerprint(String... names) {
        Fingerprint.Builder fingerprint = new Fingerprint.Builder();
        for (String name : names) {
            fingerprint.add(name, Map.of());
        }
        return fingerprint.build();
    }

    private static List<SeriesName> series(String... names) {
        return List.of(names).stream()
                .map(name -> new SeriesName(name, new TreeMap<>()))
                .toList();
    }

    private List<String> names(String query, Object parameter) {
        return Tenancy.inEveryAccount(
                () -> jdbc.sql(query).param(parameter).query(String.class).list());
    }

    private void everywhere(String statement, Object... parameters) {
        Tenancy.everyAccount(() -> jdbc.sql(statement).params(parameters).update());
    }
}
