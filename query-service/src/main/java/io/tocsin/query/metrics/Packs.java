package io.tocsin.query.metrics;

import io.tocsin.query.storage.SqlTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Writes packed rows: one row per event and instant, in the table of its retention class. */
@Component
class Packs {
    private static final int BATCH = 1000;

    /** @param retentionClass days; 7, 30 or 400 */
    record Pack(int retentionClass, int sourceId, Instant time, long setId, double[] values) {}

    private record Dirty(int sourceId, Instant hour) implements Comparable<Dirty> {
        @Override
        public int compareTo(Dirty other) {
            int bySource = Integer.compare(sourceId, other.sourceId);
            return bySource != 0 ? bySource : hour.compareTo(other.hour);
        }
    }

    private final JdbcTemplate jdbc;

    Packs(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The smallest class that keeps so many days. */
    static int classFor(int retentionDays) {
        return retentionDays <= 7 ? 7 : retentionDays <= 30 ? 30 : 400;
    }

    static String table(int retentionClass) {
        return "metric_pack_" + retentionClass;
    }

    void insert(Collection<Pack> packs) {
        Map<Integer, List<Pack>> classes = packs.stream().collect(Collectors.groupingBy(Pack::retentionClass));
        classes.forEach((days, rows) -> jdbc.batchUpdate(
                "INSERT INTO " + table(days)
                        + " (source_id, time, set_id, vals) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                rows,
                BATCH,
                (row, pack) -> {
                    row.setInt(1, pack.sourceId());
                    row.setObject(2, SqlTime.of(pack.time()));
                    row.setLong(3, pack.setId());
                    row.setObject(4, pack.values());
                }));
        markDirty(packs);
    }

    private void markDirty(Collection<Pack> packs) {
        TreeSet<Dirty> dirty = packs.stream()
                .map(pack -> new Dirty(pack.sourceId(), pack.time().truncatedTo(ChronoUnit.HOURS)))
                .collect(Collectors.toCollection(TreeSet::new));
        jdbc.batchUpdate(
                "INSERT INTO rollup_dirty (source_id, hour) VALUES (?, ?) ON CONFLICT DO NOTHING",
                dirty,
                BATCH,
                (row, bucket) -> {
                    row.setInt(1, bucket.sourceId());
                    row.setObject(2, SqlTime.of(bucket.hour()));
                });
    }
}
