package io.tocsin.auth.accounts;

import io.tocsin.auth.plans.Plan;
import io.tocsin.auth.plans.Plans;
import io.tocsin.platform.errors.ApiException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Tells the other services, within a few minutes, of accounts whose plan was changed in the plan table. */
@Component
class ChangedPlans {
    private static final Logger LOG = LoggerFactory.getLogger(ChangedPlans.class);
    private static final int BATCH = 1000;

    private final Plans plans;
    private final Accounts accounts;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    ChangedPlans(
            Plans plans, Accounts accounts, JdbcClient jdbc, TransactionOperations transactions, InstantSource clock) {
        this.plans = plans;
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1M", initialDelayString = "PT40S")
    void tell() {
        plans.all().forEach(this::tell);
    }

    private void tell(Plan plan) {
        List<String> untold = jdbc.sql("SELECT id FROM accounts WHERE tier = ? AND deleted_at IS NULL"
                        + " AND told_plan IS DISTINCT FROM ? LIMIT ?")
                .params(plan.tier(), plan.toString(), BATCH)
                .query(String.class)
                .list();
        for (String id : untold) {
            tell(id);
        }
        if (!untold.isEmpty()) {
            LOG.info("Told of plan {} for {} accounts", plan.tier(), untold.size());
        }
    }

    private void tell(String accountId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            transactions.executeWithoutResult(_ -> accounts.change(accountId, now, _ -> {}));
        } catch (ApiException _) {
            LOG.debug("Account {} was deleted meanwhile", accountId);
        }
    }
}
