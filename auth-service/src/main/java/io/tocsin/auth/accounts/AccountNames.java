package io.tocsin.auth.accounts;

import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.revisions.EntityTag;
import io.tocsin.auth.texts.Texts;
import io.tocsin.platform.tokens.Caller;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people call their account: all that they may change of it. */
@Service
class AccountNames {
    private static final int LONGEST = 200;

    private final Accounts accounts;
    private final AuditPublisher audit;
    private final InstantSource clock;

    AccountNames(Accounts accounts, AuditPublisher audit, InstantSource clock) {
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param ifMatch the ETag that the caller has seen */
    @Transactional
    public void change(Caller caller, @Nullable String name, @Nullable String ifMatch) {
        String wanted = Texts.line("name", name, LONGEST);
        accounts.change(caller.accountId(), clock.instant(), account -> {
            new EntityTag(account.revision()).require(ifMatch);
            account.rename(wanted);
        });
        audit.caller(caller, "account.renamed", caller.accountId(), Map.of());
    }
}
