package io.tocsin.auth.deletion;

import io.tocsin.auth.accounts.Accounts;
import io.tocsin.platform.tenancy.Tenancy;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes what the grace is over for: one at a time, each in its transaction, by one instance at a time. */
@Component
class DeletionWorker {
    private static final Logger LOG = LoggerFactory.getLogger(DeletionWorker.class);
    private static final int MOST = 100;
    private static final String LOCK =
            "SELECT pg_try_advisory_xact_lock(hashtextextended('deletion of ' || current_schema(), 0))";

    private record Due(String id, String accountId) {}

    private final JdbcClient jdbc;
    private final Erasure erasure;
    private final Accounts accounts;
    private final TransactionOperations transactions;
    private final DeletionSettings settings;
    private final InstantSource clock;

    DeletionWorker(
            JdbcClient jdbc,
            Erasure erasure,
            Accounts accounts,
            TransactionOperations transactions,
            DeletionSettings settings,
            InstantSource clock) {
        this.jdbc = jdbc;
        this.erasure = erasure;
        this.accounts = accounts;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT20S")
    void run() {
        Tenancy.everyAccount(() -> {
            repeat(this::deletePerson);
            repeat(this::deleteAccount);
            repeat(this::forgetAccount);
        });
    }

    private void repeat(BooleanSupplier step) {
        for (int done = 0; done < MOST; done++) {
            if (!Boolean.TRUE.equals(transactions.execute(_ -> isOurTurn() && step.getAsBoolean()))) {
                return;
            }
        }
    }

    private boolean isOurTurn() {
        return jdbc.sql(LOCK).query(Boolean.class).single();
    }

    private boolean deletePerson() {
        Due due = due(
                "SELECT id, account_id FROM users WHERE deletion_requested_at < ? LIMIT 1",
                now().minus(settings.grace()));
        if (due != null) {
            erasure.ofPerson(due.accountId(), due.id());
            LOG.info("Deleted user {} of account {}", due.id(), due.accountId());
        }
        return due != null;
    }

    private boolean deleteAccount() {
        Instant now = now();
        Due due = due(
                "SELECT id, id FROM accounts WHERE deletion_requested_at < ? AND deleted_at IS NULL LIMIT 1",
                now.minus(settings.grace()));
        if (due != null) {
            erasure.ofAccount(due.id(), now);
            LOG.info("Deleted account {}", due.id());
        }
        return due != null;
    }

    private boolean forgetAccount() {
        Due due = due("SELECT id, id FROM accounts WHERE deleted_at < ? LIMIT 1", now().minus(settings.remembered()));
        if (due != null) {
            accounts.forget(due.id());
        }
        return due != null;
    }

    private @Nullable Due due(String sql, Instant before) {
        return jdbc.sql(sql)
                .param(Timestamp.from(before))
                .query((row, _) -> new Due(row.getString(1), row.getString(2)))
                .optional()
                .orElse(null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
