package io.tocsin.auth.accounts;

import java.time.Instant;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The accounts; every change of one goes to the other services in its own transaction. */
@Service
public class Accounts {
    private final AccountRows rows;
    private final AccountPublisher publisher;
    private final Tier defaultTier;

    Accounts(AccountRows rows, AccountPublisher publisher, AccountSettings settings) {
        this.rows = rows;
        this.publisher = publisher;
        this.defaultTier = Tier.of(settings.defaultTier());
    }

    /** A new account on the default plan. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Account open(String name, Instant now) {
        Account account = rows.saveAndFlush(new Account(name, defaultTier, now));
        publisher.changed(account, now);
        return account;
    }
}
