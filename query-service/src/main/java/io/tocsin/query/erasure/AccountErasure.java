package io.tocsin.query.erasure;

import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.query.status.StatusPublisher;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases accounts whose deletion date has come with {@code accounts.v1}, one instance at a time, in small transactions.
 * Done again, it deletes what has arrived meanwhile; of the account stays that it was deleted, and when.
 */
@Component
class AccountErasure implements SchedulingConfigurer {
    private static final Logger LOG = LoggerFactory.getLogger(AccountErasure.class);
    /** Transactions for an account at one look; a large one takes several, so that no other waits for long. */
    private static final int STEPS = 100;

    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('erasure', 0))";
    private static final String SUBJECTS = """
        SELECT monitor_id FROM monitor_state WHERE account_id = :account
        UNION ALL SELECT collector_id FROM collector_state WHERE account_id = :account
        """;

    private final JdbcClient jdbc;
    private final ErasedRows rows;
    private final StatusPublisher statuses;
    private final TransactionTemplate transactions;
    private final ErasureSettings settings;

    AccountErasure(
            JdbcClient jdbc,
            ErasedRows rows,
            StatusPublisher statuses,
            TransactionTemplate transactions,
            ErasureSettings settings) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.statuses = statuses;
        this.transactions = transactions;
        this.settings = settings;
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(this::look, settings.look(), Duration.ofSeconds(20)));
    }

    void look() {
        Tenancy.everyAccount(() -> deleted().forEach(this::tryToErase));
    }

    private List<String> deleted() {
        return jdbc.sql("""
            SELECT account_id FROM account_definition
            WHERE deleted_at IS NOT NULL AND (erased_at IS NULL
                OR erased_at < now() - interval '1 hour' AND erased_at < deleted_at + make_interval(secs => ?))
            ORDER BY deleted_at LIMIT 100
            """)
                .param(settings.again().toSeconds())
                .query(String.class)
                .list();
    }

    /** What can't be erased is tried again, and holds up no other account. */
    private void tryToErase(String accountId) {
        try {
            erase(accountId);
        } catch (DataAccessException | TransactionException e) {
            LOG.error("The deleted account {} is not erased yet", accountId, e);
        }
    }

    private void erase(String accountId) {
        transactions.executeWithoutResult(_ -> jdbc.sql(SUBJECTS)
                .param("account", accountId)
                .query(String.class)
                .list()
                .forEach(statuses::forgotten));
        long erased = 0;
        for (int steps = 0; steps < STEPS; steps++) {
            Integer some = transactions.execute(_ -> step(accountId));
            if (some == null || some == 0) {
                break;
            }
            erased += some;
        }
        if (erased > 0) {
            LOG.info("Erased {} rows of the deleted account {}", erased, accountId);
        }
    }

    private int step(String accountId) {
        if (!jdbc.sql(LOCK).query(Boolean.class).single()) {
            return 0;
        }
        int some = rows.some(accountId);
        if (some == 0) {
            jdbc.sql("UPDATE account_definition SET erased_at = now() WHERE account_id = ?")
                    .param(accountId)
                    .update();
        }
        return some;
    }
}
