package io.tocsin.monitor.accounts;

import io.tocsin.monitor.plans.PlanTable;
import io.tocsin.monitor.plans.Quotas;
import io.tocsin.platform.tenancy.Tenancy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes what accounts leave behind that {@code accounts.v1} says were deleted. The account is closed first, so that
 * nothing can be added behind its back, then everything goes in bounded transactions. Each instance does it after each
 * of its starts: whatever another one has done already is simply not there any more.
 */
@Component
class Farewell {
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);
    private static final int AT_ONCE = 200;
    /** Transactions for a kind of things at one look, so that no account holds up the others for long. */
    private static final int STEPS = 50;

    private final PlanTable plans;
    private final Quotas quotas;
    private final List<Leftovers> leftovers;
    private final TransactionTemplate transactions;
    private final Set<String> gone = ConcurrentHashMap.newKeySet();

    Farewell(PlanTable plans, Quotas quotas, List<Leftovers> leftovers, PlatformTransactionManager transactions) {
        this.plans = plans;
        this.quotas = quotas;
        this.leftovers = List.copyOf(leftovers);
        this.transactions = new TransactionTemplate(transactions);
    }

    @Scheduled(initialDelay = 5, fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void bid() {
        for (String accountId : plans.deleted()) {
            if (!gone.contains(accountId)) {
                try {
                    if (Tenancy.inAccount(accountId, () -> remove(accountId))) {
                        gone.add(accountId);
                    }
                } catch (DataAccessException | TransactionException e) {
                    LOG.warn("What account {} leaves behind is removed later: {}", accountId, e.toString());
                }
            }
        }
    }

    /** @return whether nothing is left; of a large account, the next look removes more */
    private boolean remove(String accountId) {
        transactions.executeWithoutResult(_ -> quotas.close(accountId));
        int removed = 0;
        boolean finished = true;
        for (Leftovers kind : leftovers) {
            int some = AT_ONCE;
            for (int steps = 0; steps < STEPS && some > 0; steps++) {
                Integer now = transactions.execute(_ -> kind.removeSome(accountId, AT_ONCE));
                some = now == null ? 0 : now;
                removed += some;
            }
            finished &= some == 0;
        }
        if (removed > 0) {
            LOG.info("Removed {} things of the deleted account {}", removed, accountId);
        }
        return finished;
    }
}
