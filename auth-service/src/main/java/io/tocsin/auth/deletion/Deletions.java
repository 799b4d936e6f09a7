package io.tocsin.auth.deletion;

import io.tocsin.auth.accounts.Account;
import io.tocsin.auth.accounts.Accounts;
import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.members.Members;
import io.tocsin.auth.sessions.EndOfSessions;
import io.tocsin.platform.tokens.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes down who wants to go, and takes it back. Everybody concerned is signed out; whoever signs in again within the
 * grace finds everything as it was.
 */
@Service
class Deletions {
    private final Accounts accounts;
    private final Members members;
    private final EndOfSessions sessions;
    private final AuditPublisher audit;
    private final DeletionSettings settings;
    private final InstantSource clock;

    Deletions(
            Accounts accounts,
            Members members,
            EndOfSessions sessions,
            AuditPublisher audit,
            DeletionSettings settings,
            InstantSource clock) {
        this.accounts = accounts;
        this.members = members;
        this.sessions = sessions;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /** @return when it will happen */
    @Transactional
    public Instant ofAccount(Caller caller) {
        members.requireOwner(caller);
        Instant now = now();
        accounts.change(caller.accountId(), now, account -> account.requestDeletion(now));
        sessions.ofAccount(caller.accountId(), now);
        audit.caller(caller, "account.deletion_requested", caller.accountId(), Map.of());
        return now.plus(settings.grace());
    }

    /**
     * The caller alone goes; who is alone in the account takes it along.
     *
     * @return when it will happen
     */
    @Transactional
    public Instant ofPerson(Caller caller) {
        if (members.isAlone(caller)) {
            return ofAccount(caller);
        }
        Instant now = now();
        members.requestDeletion(caller, now);
        sessions.ofUser(caller.id(), now);
        audit.caller(caller, "user.deletion_requested", caller.id(), Map.of());
        return now.plus(settings.grace());
    }

    @Transactional
    public void restoreAccount(Caller caller) {
        members.requireOwner(caller);
        accounts.change(caller.accountId(), now(), Account::restore);
        audit.caller(caller, "account.restored", caller.accountId(), Map.of());
    }

    @Transactional
    public void restorePerson(Caller caller) {
        members.restore(caller, now());
        audit.caller(caller, "user.restored", caller.id(), Map.of());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
