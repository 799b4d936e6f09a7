package io.tocsin.auth.accounts;

import io.tocsin.auth.plans.Plan;
import io.tocsin.auth.plans.Plans;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The accounts; every change of one goes to the other services in its own transaction. */
@Service
public class Accounts {
    private final AccountRows rows;
    private final Plans plans;
    private final AccountPublisher publisher;
    private final Tier defaultTier;

    Accounts(AccountRows rows, Plans plans, AccountPublisher publisher, AccountSettings settings) {
        this.rows = rows;
        this.plans = plans;
        this.publisher = publisher;
        this.defaultTier = Tier.of(settings.defaultTier());
    }

    /** A new account on the default plan. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Account open(String name, Instant now) {
        return told(new Account(name, defaultTier, now), now);
    }

    /** @throws ApiException ACCOUNT_001 if there is none */
    @Transactional(readOnly = true)
    public Account byId(String id) {
        return existing(rows.findById(id).orElse(null));
    }

    /**
     * The account, which nobody else changes until the end of the transaction, nor who belongs to it.
     *
     * @throws ApiException ACCOUNT_001 if there is none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Account locked(String id) {
        return existing(rows.lock(id).orElse(null));
    }

    /**
     * Changes an account, locked, and tells the others.
     *
     * @throws ApiException ACCOUNT_001 if there is none, or what the change throws
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Account change(String id, Instant now, Consumer<Account> change) {
        Account account = locked(id);
        change.accept(account);
        return told(account, now);
    }

    private Account told(Account account, Instant now) {
        account.tell(plans.of(account.tier().wireName()));
        Account stored = rows.saveAndFlush(account);
        publisher.changed(stored, planOf(stored), now);
        return stored;
    }

    /** Forgets the last that was kept of a deleted account, here and on the topic. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forget(String id) {
        rows.deleteById(id);
        publisher.forgotten(id);
    }

    /** What the account may use, with what an operator has allowed it. */
    public Plan planOf(Account account) {
        Plan plan = plans.of(account.tier().wireName());
        Integer allowed = account.allowedInterval();
        return allowed == null ? plan : plan.withMinInterval(allowed);
    }

    private static Account existing(@Nullable Account account) {
        if (account == null || account.deletedAt() != null) {
            throw new ApiException(ErrorCode.ACCOUNT_001);
        }
        return account;
    }
}
