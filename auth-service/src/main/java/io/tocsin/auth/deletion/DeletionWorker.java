package io.tocsin.auth.deletion;

import io.tocsin.auth.accounts.Accounts;
import io.tocsin.platform.tenancy.Tenancy;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** Deletes what the grace is over for: one at a time, each in its transaction, by one instance at a time. */
@Component
class DeletionWorker {
    private static final Logger LOG = LoggerFactory.getLogger(DeletionWorker.class);
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
        Instant now = now();
        Tenancy.everyAccount(() -> {
            each(
                    "SELECT id, account_id FROM users WHERE deletion_requested_at < ? LIMIT 100",
                    now.minus(settings.grace()),
                    this::deletePerson);
            each(
                    "SELECT id, id FROM accounts WHERE deletion_requested_at < ? AND deleted_at IS NULL LIMIT 100",
                    now.minus(settings.grace()),
                    this::deleteAccount);
            each(
                    "SELECT id, id FROM accounts WHERE deleted_at < ? LIMIT 100",
                    now.minus(settings.remembered()),
                    due -> accounts.forget(due.id()));
        });
    }

    /** What can't be deleted stays due and holds up nobody else. */
    private void each(String sql, Instant before, Consumer<Due> step) {
        for (Due due : due(sql, before)) {
            try {
                transactions.executeWithoutResult(_ -> {
                    if (isOurTurn() && due(sql, before).contains(due)) {
                        step.accept(due);
                    }
                });
            } catch (DataAccessException | TransactionException e) {
                LOG.error("{} of account {} is not deleted yet", due.id(), due.accountId(), e);
            }
        }
    }

    private boolean isOurTurn() {
        return jdbc.sql(LOCK).query(Boolean.class).single();
    }

    private void deletePerson(Due due) {
        erasure.ofPerson(due.accountId(), due.id());
        LOG.info("Deleted user {} of account {}", due.id(), due.accountId());
    }

    private void deleteAccount(Due due) {
        erasure.ofAccount(due.id(), now());
        LOG.info("Deleted account {}", due.id());
    }

    private List<Due> due(String sql, Instant before) {
        return jdbc.sql(sql)
                .param(Timestamp.from(before))
                .query((row, _) -> new Due(row.getString(1), row.getString(2)))
                .list();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
