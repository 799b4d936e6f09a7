package io.tocsin.auth.reauthentication;

import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.passwords.Passwords;
import io.tocsin.auth.people.People;
import io.tocsin.auth.sessions.EndOfSessions;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** A new password, which ends every other session: whoever knew the old one is out. */
@Service
class OwnPassword {
    private final Reauthentication reauthentication;
    private final People people;
    private final Passwords passwords;
    private final EndOfSessions sessions;
    private final AuditPublisher audit;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    OwnPassword(
            Reauthentication reauthentication,
            People people,
            Passwords passwords,
            EndOfSessions sessions,
            AuditPublisher audit,
            TransactionOperations transactions,
            InstantSource clock) {
        this.reauthentication = reauthentication;
        this.people = people;
        this.passwords = passwords;
        this.sessions = sessions;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws ApiException USER_003 if the current one is wrong, 400 if the new one is too short or too long */
    void change(Caller caller, @Nullable String current, @Nullable String wanted) {
        if (wanted == null || passwords.isTooShort(wanted) || passwords.isTooLong(wanted)) {
            throw ApiException.invalid("new_password", "has 8 to 128 characters");
        }
        reauthentication.require(caller, current);
        // hashed before the transaction: no connection waits for it
        String hash = passwords.hash(wanted);
        String own = Objects.requireNonNullElse(caller.sessionId(), "");
        transactions.executeWithoutResult(_ -> {
            people.changePassword(caller.id(), hash);
            sessions.ofUserExcept(caller.id(), own, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            audit.caller(caller, "password.changed", caller.id(), Map.of());
        });
    }
}
