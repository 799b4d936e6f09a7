package io.tocsin.monitor.collectors;

import io.tocsin.monitor.audit.Actor;
import io.tocsin.monitor.paging.Cursor;
import io.tocsin.platform.tenancy.Tenancy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All enrolment tokens, by the SHA-256 of what was shown once. */
@Repository
class EnrolmentTokens {
    private final JdbcClient jdbc;

    EnrolmentTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param secret what the holder will show
     * @param most how many unused ones an account may have
     * @return whether there was room for it
     */
    boolean add(EnrolmentToken token, String secret, int most) {
        return jdbc.sql("""
            INSERT INTO enrolment_token (id, account_id, name, hash, created_by, created_at, expires_at)
            SELECT :id, :account, :name, :hash, :by, :at, :until
            WHERE (SELECT count(*) FROM enrolment_token
                   WHERE account_id = :account AND used_at IS NULL AND expires_at > :at) < :most
            """)
                        .param("id", token.id())
                        .param("account", token.accountId())
                        .param("name", token.name())
                        .param("hash", sha256(secret))
                        .param("by", token.createdBy())
                        .param("at", utc(token.createdAt()))
                        .param("until", utc(token.expiresAt()))
                        .param("most", most)
                        .update()
                == 1;
    }

    List<EnrolmentToken> after(String accountId, Cursor cursor, int most) {
        return jdbc.sql("SELECT * FROM enrolment_token WHERE account_id = ? AND id > ? ORDER BY id LIMIT ?")
                .params(accountId, cursor.id(), most)
                .query((row, _) -> read(row))
                .list();
    }

    /** @return whether it was there */
    boolean remove(String accountId, String id) {
        return jdbc.sql("DELETE FROM enrolment_token WHERE account_id = ? AND id = ?")
                        .params(accountId, id)
                        .update()
                == 1;
    }

    /** @return how many were removed */
    int removeSome(String accountId, int most) {
        return jdbc.sql("""
            DELETE FROM enrolment_token WHERE id IN (
                SELECT id FROM enrolment_token WHERE account_id = ? LIMIT ?)
            """).params(accountId, most).update();
    }

    /** Whom the token admits; null unless it is unused and has not expired. Whose it is shows only here. */
    @Nullable
    Registrant admit(String secret, Instant now) {
        return Tenancy.inEveryAccount(() -> jdbc.sql("""
            SELECT id, account_id FROM enrolment_token WHERE hash = ? AND used_at IS NULL AND expires_at > ?
            """)
                .params(sha256(secret), utc(now))
                .query((row, _) -> new Registrant(row.getString(2), Actor.ANONYMOUS, row.getString(1)))
                .optional()
                .orElse(null));
    }

    /** Uses it up, unless another registration has done so; whoever comes at the same time waits for the first. */
    boolean use(String id, String collectorId, Instant now) {
        return jdbc.sql("""
            UPDATE enrolment_token SET used_at = :at, collector_id = :collector
            WHERE id = :id AND used_at IS NULL AND expires_at > :at
            """)
                        .param("at", utc(now))
                        .param("collector", collectorId)
                        .param("id", id)
                        .update()
                == 1;
    }

    /** Removes some that have not been good since then, of any account. */
    void forget(Instant since, int most) {
        jdbc.sql("""
            DELETE FROM enrolment_token WHERE id IN (
                SELECT id FROM enrolment_token WHERE coalesce(used_at, expires_at) < ? LIMIT ?)
            """).params(utc(since), most).update();
    }

    private static EnrolmentToken read(ResultSet row) throws SQLException {
        return new EnrolmentToken(
                row.getString("id"),
                row.getString("account_id"),
                row.getString("name"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("used_at", OffsetDateTime.class)),
                row.getString("collector_id"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String sha256(String secret) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
