package io.tocsin.auth.reauthentication;

import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.passwords.Passwords;
import io.tocsin.auth.people.People;
import io.tocsin.auth.people.Person;
import io.tocsin.auth.rates.Tally;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Asks a person who is signed in for the password again. A stolen session does not know it, and can't guess it: so many
 * wrong ones, and the person waits.
 */
@Service
public class Reauthentication {
    private static final int REMEMBERED = 100_000;

    private final Tally<String> attempts;
    private final People people;
    private final Passwords passwords;
    private final AuditPublisher audit;
    private final TransactionOperations transactions;
    private final ReauthenticationSettings settings;

    Reauthentication(
            People people,
            Passwords passwords,
            AuditPublisher audit,
            TransactionOperations transactions,
            ReauthenticationSettings settings,
            InstantSource clock) {
        this.people = people;
        this.passwords = passwords;
        this.audit = audit;
        this.transactions = transactions;
        this.attempts = new Tally<>(REMEMBERED, settings.window(), clock);
        this.settings = settings;
    }

    /**
     * Call it outside of a transaction: it takes as long as a hash.
     *
     * @throws ApiException USER_003 if the password is wrong, AUTH_010 if it was tried too often
     */
    public void require(Caller caller, @Nullable String password) {
        if (password == null) {
            throw ApiException.invalid("password", "is missing");
        }
        if (!knows(caller.id(), password)) {
            transactions.executeWithoutResult(_ -> audit.caller(caller, "password.refused", caller.id(), Map.of()));
            throw new ApiException(ErrorCode.USER_003);
        }
    }

    /**
     * The same for somebody whom a cookie names.
     *
     * @param address network address that it comes from
     * @return whether it is the password
     * @throws ApiException AUTH_010 if it was tried too often
     */
    public boolean isRight(Person person, String password, String address) {
        boolean right = knows(person.id(), password);
        if (!right) {
            transactions.executeWithoutResult(_ ->
                    audit.user(person.accountId(), person.id(), "password.refused", person.id(), address, Map.of()));
        }
        return right;
    }

    private boolean knows(String userId, String password) {
        attempts.admit(userId, settings.attempts());
        boolean right = passwords.matches(password, people.passwordHash(userId));
        if (right) {
            attempts.forget(userId);
        }
        return right;
    }
}
