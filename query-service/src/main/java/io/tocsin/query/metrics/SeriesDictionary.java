package io.tocsin.query.metrics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tocsin.query.intake.RefusedRecordException;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives every list of series that a source sends a short id. New lists are written in a transaction of their own, before
 * the one that uses them: what is remembered here is committed, and stays right whatever becomes of the batch.
 */
@Component
class SeriesDictionary {
    private record Key(int sourceId, Fingerprint series) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transactions;
    private final MetricSettings settings;
    private final Cache<Key, Long> sets =
            Caffeine.newBuilder().maximumSize(200_000).build();

    SeriesDictionary(JdbcClient jdbc, JdbcTemplate batches, TransactionTemplate transactions, MetricSettings settings) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.transactions = transactions;
        this.settings = settings;
    }

    /**
     * @param series what the fingerprint was made of; asked for only if it is not known here
     * @throws RefusedRecordException if the source has sent too many different lists
     */
    long setId(int sourceId, Fingerprint fingerprint, Supplier<List<SeriesName>> series) {
        Key key = new Key(sourceId, fingerprint);
        Long id = sets.getIfPresent(key);
        if (id == null) {
            List<SeriesName> names = series.get();
            id = transactions.execute(_ -> findOrMake(sourceId, names));
            sets.put(key, id);
        }
        return id;
    }

    private Long findOrMake(int sourceId, List<SeriesName> series) {
        byte[] digest = digest(series);
        return find(sourceId, digest).stream().findFirst().orElseGet(() -> make(sourceId, digest, series));
    }

    private List<Long> find(int sourceId, byte[] digest) {
        return jdbc.sql("SELECT id FROM metric_set WHERE source_id = ? AND digest = ?")
                .params(sourceId, digest)
                .query(Long.class)
                .list();
    }

    private Long make(int sourceId, byte[] digest, List<SeriesName> series) {
        int sets = jdbc.sql("SELECT count(*) FROM metric_set WHERE source_id = ?")
                .param(sourceId)
                .query(Integer.class)
                .single();
        if (sets >= settings.maxSets()) {
            throw new RefusedRecordException(
                    "The source has sent %d different lists of series, more than are kept".formatted(sets));
        }
        List<Long> made = jdbc.sql(
                        "INSERT INTO metric_set (source_id, digest) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING id")
                .params(sourceId, digest)
                .query(Long.class)
                .list();
        if (made.isEmpty()) {
            // another instance was faster, and has written the slots too
            return find(sourceId, digest).getFirst();
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
