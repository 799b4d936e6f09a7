package io.tocsin.query.servers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tocsin.query.intake.RefusedRecordException;
import io.tocsin.query.storage.AfterCommit;
import io.tocsin.query.storage.SqlTime;
import io.tocsin.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sources and their servers, made as they first send something. Only what is committed is remembered, so that no
 * rolled-back id is ever used.
 */
@Component
public class Sources {
    /** How much older than the truth a stored {@code last_seen_at} may be: a row for every push would cost more than it. */
    private static final Duration COALESCED = Duration.ofSeconds(5);

    private final Cache<String, Instant> written =
            Caffeine.newBuilder().maximumSize(100_000).build();
    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transactions;
    private final ServerSettings settings;
    private final Cache<Source.Key, Source> known =
            Caffeine.newBuilder().maximumSize(100_000).build();

    Sources(JdbcClient jdbc, JdbcTemplate batches, TransactionTemplate transactions, ServerSettings settings) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.transactions = transactions;
        this.settings = settings;
    }

    /** Owning accounts by sender, of those that have sent before. */
    public Map<String, String> owners(Collection<String> sourceRefs) {
        Map<String, String> owners = new HashMap<>();
        jdbc.sql("SELECT source_ref, account_id FROM source WHERE source_ref = ANY (?)")
                .param(sourceRefs.toArray(String[]::new))
                .query(row -> {
                    owners.put(row.getString(1), row.getString(2));
                });
        return owners;
    }

    /**
     * The source, made if it is new, its server's facts brought up to date. Events of a source come from several partitions
     * and not always in their order: what is older than the server's last word only fills gaps.
     *
     * @throws RefusedRecordException if the account has too many servers
     */
    public Source of(
            Source.Key key, String accountId, @Nullable String collectorId, Source.Facts facts, Instant seenAt) {
        Source source = known.getIfPresent(key);
        if (source == null || !source.facts().equals(facts)) {
            source = transactions.execute(_ -> make(key, accountId, collectorId, facts, seenAt));
            known.put(key, source);
        }
        return source;
    }

    /** @param newest when each server was last heard of, by its id */
    public void seen(Map<String, Instant> newest) {
        List<Map.Entry<String, Instant>> news = newest.entrySet().stream()
                .filter(entry -> isNews(entry.getKey(), entry.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .toList();
        if (news.isEmpty()) {
            return;
        }
        batches.batchUpdate(
                "UPDATE server SET last_seen_at = ? WHERE id = ? AND last_seen_at < ?", news, 500, (row, entry) -> {
                    row.setObject(1, SqlTime.of(entry.getValue()));
                    row.setString(2, entry.getKey());
                    row.setObject(3, SqlTime.of(entry.getValue()));
                });
        AfterCommit.run(() -> news.forEach(entry -> written.put(entry.getKey(), entry.getValue())));
    }

    private boolean isNews(String serverId, Instant at) {
        Instant before = written.getIfPresent(serverId);
        return before == null || !at.isBefore(before.plus(COALESCED));
    }

    private Source make(
            Source.Key key, String accountId, @Nullable String collectorId, Source.Facts facts, Instant seenAt) {
        String server = server(key.instance(), accountId, collectorId, facts, seenAt);
        jdbc.sql("""
            INSERT INTO source (account_id, source_ref, instance, server_id)
            SELECT ?, ?, ?, ? WHERE NOT EXISTS (SELECT FROM source WHERE source_ref = ? AND instance = ?)
            ON CONFLICT DO NOTHING
            """)
                .params(accountId, key.sourceRef(), key.instance(), server, key.sourceRef(), key.instance())
                .update();
        return jdbc.sql("SELECT id, account_id, server_id FROM source WHERE source_ref = ? AND instance = ?")
                .params(key.sourceRef(), key.instance())
                .query((row, _) -> new Source(row.getInt(1), row.getString(2), row.getString(3), facts))
                .single();
    }

    private String server(
            String instance, String accountId, @Nullable String collectorId, Source.Facts facts, Instant seenAt) {
        // the counter's row lock also keeps two instances from making the same server
        int no = jdbc.sql("""
            INSERT INTO server_counter AS c (account_id, last_no) VALUES (?, 1)
            ON CONFLICT (account_id) DO UPDATE SET last_no = c.last_no
                + CASE WHEN EXISTS (SELECT FROM server WHERE account_id = ? AND instance = ?) THEN 0 ELSE 1 END
            RETURNING last_no
            """)
                .params(accountId, accountId, instance)
                .query(Integer.class)
                .single();
        refuseTooMany(accountId, instance);
        return jdbc.sql("""
            INSERT INTO server AS s
                (id, account_id, no, instance, hostname, collector_id, os, cores, last_seen_at)
            VALUES (:id, :account, :no, :instance, :hostname, :collector, :os, :cores, :seen)
            ON CONFLICT (account_id, instance) DO UPDATE SET
                hostname = CASE WHEN excluded.last_seen_at < s.last_seen_at THEN s.hostname ELSE excluded.hostname END,
                collector_id = coalesce(excluded.collector_id, s.collector_id),
                os = CASE WHEN excluded.last_seen_at < s.last_seen_at THEN coalesce(s.os, excluded.os)
                    ELSE coalesce(excluded.os, s.os) END,
                cores = CASE WHEN excluded.last_seen_at < s.last_seen_at THEN coalesce(s.cores, excluded.cores)
                    ELSE coalesce(excluded.cores, s.cores) END,
                last_seen_at = greatest(excluded.last_seen_at, s.last_seen_at)
            RETURNING id
            """)
                .param("id", Ids.next("srv"))
                .param("account", accountId)
                .param("no", no)
                .param("instance", instance)
                .param("hostname", facts.hostname())
                .param("collector", collectorId)
                .param("os", facts.os())
                .param("cores", facts.cores())
                .param("seen", SqlTime.of(seenAt))
                .query(String.class)
                .single();
    }

    private void refuseTooMany(String accountId, String instance) {
        jdbc.sql("""
            SELECT count(*) FROM server WHERE account_id = :account AND last_seen_at > now() - interval '2 days'
            HAVING count(*) >= :most
                AND NOT EXISTS (SELECT FROM server WHERE account_id = :account AND instance = :instance)
            """)
                .param("account", accountId)
                .param("instance", instance)
                .param("most", settings.most())
                .query(Integer.class)
                .optional()
                .ifPresent(servers -> {
                    throw new RefusedRecordException(
                            "The account has %d servers that report, more than are kept".formatted(servers));
                });
    }
}
