package io.tocsin.query.metrics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tocsin.query.intake.RefusedRecordException;
import io.tocsin.query.storage.SqlTime;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives every list of series that a source sends a short id. New lists are written in a transaction of their own, before
 * the one that uses them: what is remembered here is committed, and stays right whatever becomes of the batch. That a
 * list is in use is written once a day, which is also when an instance learns that it was forgotten.
 */
@Component
class SeriesDictionary {
    private record Key(int sourceId, Fingerprint series) {}

    /**
     * @param day when that it is in use was last written
     * @param keepDays for how long it is kept from then on, at least
     */
    private record Known(long id, long day, int keepDays) {
        boolean covers(long today, int days) {
            return day == today && keepDays >= days;
        }
    }

    private static final long SECONDS_A_DAY = 86_400;
    /** That a list is used is written once a day. */
    private static final int IN_USE_DAYS = 2;
    /** Samples go with the partition of their day, and may be dated ahead. */
    private static final int LONGER_DAYS = 3;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transactions;
    private final MetricSettings settings;
    private final InstantSource clock;
    private final Cache<Key, Known> sets =
            Caffeine.newBuilder().maximumSize(200_000).build();

    SeriesDictionary(
            JdbcClient jdbc,
            JdbcTemplate batches,
            TransactionTemplate transactions,
            MetricSettings settings,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param keepDays for how long what is sent with the list is kept; the list is longer
     * @param series what the fingerprint was made of; asked for only if it is not known here
     * @throws RefusedRecordException if the source uses too many different lists
     */
    long setId(int sourceId, int keepDays, Fingerprint fingerprint, Supplier<List<SeriesName>> series) {
        Key key = new Key(sourceId, fingerprint);
        long today = day(sourceId);
        Known known = sets.getIfPresent(key);
        if (known == null || !known.covers(today, keepDays)) {
            List<SeriesName> names = series.get();
            Long id = transactions.execute(_ -> useOrMake(sourceId, keepDays, names));
            known = new Known(Objects.requireNonNull(id), today, keepDays);
            sets.put(key, known);
        }
        return known.id();
    }

    /** Days begin at another time for each source, so that not all lists are written at once. */
    private long day(int sourceId) {
        return Math.floorDiv(clock.instant().getEpochSecond() + sourceId * 7919L, SECONDS_A_DAY);
    }

    private Long useOrMake(int sourceId, int keepDays, List<SeriesName> series) {
        byte[] digest = digest(series);
        OffsetDateTime now = SqlTime.of(clock.instant());
        OffsetDateTime keepUntil = now.plusDays(keepDays + LONGER_DAYS);
        return jdbc.sql("""
            UPDATE metric_set SET used_at = ?, keep_until = greatest(keep_until, ?) WHERE source_id = ? AND digest = ?
            RETURNING id
            """).params(now, keepUntil, sourceId, digest).query(Long.class).list().stream()
                .findFirst()
                .orElseGet(() -> make(sourceId, digest, series, now, keepUntil));
    }

    private Long make(
            int sourceId, byte[] digest, List<SeriesName> series, OffsetDateTime now, OffsetDateTime keepUntil) {
        // neither another instance nor whoever forgets lists works on this source meanwhile
        jdbc.sql("SELECT id FROM source WHERE id = ? FOR UPDATE")
                .param(sourceId)
                .query(Integer.class)
                .list();
        int used = jdbc.sql("SELECT count(*) FROM metric_set WHERE source_id = ? AND used_at > ?")
                .params(sourceId, now.minusDays(IN_USE_DAYS))
                .query(Integer.class)
                .single();
        if (used >= settings.maxSets()) {
            throw new RefusedRecordException(
                    "The source uses %d different lists of series within two days, more than are kept".formatted(used));
        }
        List<Long> made = jdbc.sql("""
            INSERT INTO metric_set (source_id, digest, used_at, keep_until) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING RETURNING id
            """)
                .params(sourceId, digest, now, keepUntil)
                .query(Long.class)
                .list();
        if (made.isEmpty()) {
            // another instance was faster, and has written the slots too
            return jdbc.sql("SELECT id FROM metric_set WHERE source_id = ? AND digest = ?")
                    .params(sourceId, digest)
                    .query(Long.class)
                    .single();
        }
        writeSlots(sourceId, made.getFirst(), series);
        return made.getFirst();
    }

    private void writeSlots(int sourceId, long setId, List<SeriesName> series) {
        batches.batchUpdate("""
            INSERT INTO series (source_id, digest, name, labels) VALUES (?, ?, ?, CAST(? AS jsonb))
            ON CONFLICT DO NOTHING
            """, series, 100, (row, one) -> {
            row.setInt(1, sourceId);
            row.setBytes(2, digest(List.of(one)));
            row.setString(3, one.name());
            row.setString(4, JSON.writeValueAsString(one.labels()));
        });
        int[] position = {0};
        batches.batchUpdate("""
            INSERT INTO series_slot (series_id, set_id, pos)
            SELECT id, ?, ? FROM series WHERE source_id = ? AND digest = ?
            """, series, 100, (row, one) -> {
            row.setLong(1, setId);
            row.setInt(2, ++position[0]);
            row.setInt(3, sourceId);
            row.setBytes(4, digest(List.of(one)));
        });
    }

    private static byte[] digest(List<SeriesName> series) {
        Digest.Builder digest = new Digest.Builder();
        series.forEach(one -> digest.add(one.name(), one.labels()));
        return digest.build().bytes();
    }
}
