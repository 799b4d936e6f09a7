package io.tocsin.auth.oversight;

import io.tocsin.auth.accounts.Accounts;
import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.audit.Changes;
import io.tocsin.auth.impersonation.Impersonations;
import io.tocsin.auth.revisions.EntityTag;
import io.tocsin.auth.revocations.RevocationPublisher;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Operators' decisions about accounts, which every service hears of at once. */
@Service
class AccountOversight {
    private final Accounts accounts;
    private final RevocationPublisher revocations;
    private final Impersonations impersonations;
    private final AuditPublisher audit;
    private final InstantSource clock;

    AccountOversight(
            Accounts accounts,
            RevocationPublisher revocations,
            Impersonations impersonations,
            AuditPublisher audit,
            InstantSource clock) {
        this.accounts = accounts;
        this.revocations = revocations;
        this.impersonations = impersonations;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param ifMatch the ETag that the operator has seen; null to change it whatever it is */
    @Transactional
    public void change(Caller operator, String id, AccountChange change, @Nullable String ifMatch) {
        Changes changes = new Changes();
        accounts.change(id, now(), account -> {
            new EntityTag(account.revision()).checkIfSent(ifMatch);
            String tier = account.tier().wireName();
            Integer interval = account.allowedInterval();
            change.applyTo(account);
            changes.of("tier", tier, account.tier().wireName())
                    .of("min_interval_seconds", interval, account.allowedInterval());
        });
        if (!changes.isEmpty()) {
            audit.operator(id, operator.id(), "account.plan_changed", id, changes.details());
        }
    }

    /** Nobody signs in any more, and every token of the account is refused. */
    @Transactional
    public void suspend(Caller operator, String id, String reason) {
        if (id.equals(operator.accountId())) {
            throw new ApiException(ErrorCode.ACCOUNT_002, "This is your own account");
        }
        Instant now = now();
        accounts.change(id, now, account -> account.suspend(now));
        revocations.suspended(id, now);
        impersonations.endOfAccount(id);
        Changes changes = new Changes().of("suspended_at", null, now).with("reason", reason);
        audit.operator(id, operator.id(), "account.suspended", id, changes.details());
    }

    /** Sessions that have not expired meanwhile are good again. */
    @Transactional
    public void reinstate(Caller operator, String id) {
        Changes changes = new Changes();
        accounts.change(id, now(), account -> {
            changes.of("suspended_at", account.suspendedAt(), null);
            account.reinstate();
        });
        revocations.reinstated(id);
        audit.operator(id, operator.id(), "account.reinstated", id, changes.details());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
