package io.tocsin.auth.revocations;

import io.tocsin.events.Revoked;
import io.tocsin.platform.outbox.Outbox;
import io.tocsin.platform.scheduling.Batches;
import io.tocsin.schemas.Topics;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Tells every instance of every service what is worthless from now on, and lets it be forgotten once no token that it
 * concerns can still be alive.
 */
@Component
public class RevocationPublisher {
    /** Kinds of what can be revoked. */
    public enum Kind {
        SESSION("session"),
        CLIENT("client"),
        USER("user"),
        TOKEN("token"),
        ACCOUNT("account");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }
    }

    private static final int BATCH = 500;
    private static final int BATCHES = 20;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    RevocationPublisher(JdbcClient jdbc, Outbox outbox, TransactionOperations transactions, InstantSource clock) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Tokens of the subject that were issued up to {@code now} are refused. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void revoked(Kind kind, String subjectId, String accountId, Instant now) {
        jdbc.sql("""
            INSERT INTO revocations (subject_id, revoked_at) VALUES (?, ?)
            ON CONFLICT (subject_id) DO UPDATE SET revoked_at = excluded.revoked_at\
            """).params(subjectId, Timestamp.from(now)).update();
        outbox.append(Topics.REVOCATIONS, subjectId, new Revoked(kind.wireName, subjectId, accountId, now));
    }

    /** Every token of the account is refused until it is reinstated. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void suspended(String accountId, Instant now) {
        outbox.append(Topics.REVOCATIONS, accountId, new Revoked(Kind.ACCOUNT.wireName, accountId, accountId, now));
    }

    /** What was refused because the account was suspended is good again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reinstated(String accountId) {
        outbox.append(Topics.REVOCATIONS, accountId, null);
    }

    @Scheduled(fixedDelayString = "PT1M")
    public void forgetLapsed() {
        Batches.whileFull(BATCHES, () -> Objects.requireNonNull(transactions.execute(_ -> forgetSome())) == BATCH);
    }

    private int forgetSome() {
        List<String> lapsed = jdbc.sql("""
            DELETE FROM revocations WHERE subject_id IN (
                SELECT subject_id FROM revocations WHERE revoked_at < ?
                LIMIT ? FOR UPDATE SKIP LOCKED)
            RETURNING subject_id\
            """)
                .params(Timestamp.from(clock.instant().minus(TokenLife.REMEMBERED)), BATCH)
                .query(String.class)
                .list();
        lapsed.forEach(subject -> outbox.append(Topics.REVOCATIONS, subject, null));
        return lapsed.size();
    }
}
