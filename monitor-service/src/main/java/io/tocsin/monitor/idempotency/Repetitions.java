package io.tocsin.monitor.idempotency;

import io.tocsin.platform.encryption.FieldEncryption;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.schemas.ErrorCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers of successful requests, kept for a day. The key is taken in the transaction of the work, so a repetition that
 * comes while the first is under way waits for its end, and a request that failed may be repeated for another try.
 */
@Component
public class Repetitions {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int AT_ONCE = 5000;

    /** Answers may hold secrets. */
    private record Kept(String request, String answer) {}

    private final JdbcClient jdbc;
    private final FieldEncryption encryption;
    private final JsonMapper json;
    private final InstantSource clock;

    Repetitions(JdbcClient jdbc, FieldEncryption encryption, JsonMapper json, InstantSource clock) {
        this.jdbc = jdbc;
        this.encryption = encryption;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Does the work, unless it was done for that key before.
     *
     * @param request what is asked for
     * @return what the work answers, or answered the first time
     * @throws ApiException 422 when the key was used for another request
     */
    @Transactional
    public <T> T answer(IdempotencyKey key, Object request, Class<T> type, Supplier<T> work) {
        String fingerprint = sha256(json.writeValueAsBytes(request));
        if (take(key, fingerprint)) {
            T answer = work.get();
            jdbc.sql("UPDATE repetition SET answer = ? WHERE account_id = ? AND key = ?")
                    .params(
                            encryption.encrypt(json.writeValueAsString(answer), key.context()),
                            key.accountId(),
                            key.text())
                    .update();
            return answer;
        }
        Kept kept = jdbc.sql("SELECT request, answer FROM repetition WHERE account_id = ? AND key = ?")
                .params(key.accountId(), key.text())
                .query(Kept.class)
                .single();
        if (!kept.request().equals(fingerprint)) {
            throw new ApiException(ErrorCode.MONITOR_007);
        }
        return json.readValue(encryption.decrypt(kept.answer(), key.context()), type);
    }

    @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void forgetOld() {
        Tenancy.everyAccount(() -> jdbc.sql("""
            DELETE FROM repetition WHERE (account_id, key) IN (
                SELECT account_id, key FROM repetition WHERE created_at < :old LIMIT :most FOR UPDATE SKIP LOCKED)
            """)
                .param("old", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                .param("most", AT_ONCE)
                .update());
    }

    /** Waits for whoever holds the key; one that is old is as good as none. */
    private boolean take(IdempotencyKey key, String fingerprint) {
        return jdbc.sql("""
            INSERT INTO repetition AS known (account_id, key, request, answer, created_at)
            VALUES (:account, :key, :request, '', :now)
            ON CONFLICT (account_id, key) DO UPDATE SET request = :request, answer = '', created_at = :now
            WHERE known.created_at < :old
            """)
                        .param("account", key.accountId())
                        .param("key", key.text())
                        .param("request", fingerprint)
                        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                        .param("old", clock.instant().minus(KEPT).atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private static String sha256(byte[] request) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
