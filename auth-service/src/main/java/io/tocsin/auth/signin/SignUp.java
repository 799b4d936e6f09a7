package io.tocsin.auth.signin;

import io.tocsin.auth.accounts.Account;
import io.tocsin.auth.accounts.Accounts;
import io.tocsin.auth.passwords.Passwords;
import io.tocsin.auth.people.NewPerson;
import io.tocsin.auth.people.People;
import io.tocsin.auth.people.Person;
import io.tocsin.auth.people.Role;
import io.tocsin.auth.sessions.Sessions;
import io.tocsin.auth.sessions.SignedIn;
import io.tocsin.auth.sessions.Visitor;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Makes an account, its owner and the first session: all of them or none. */
@Service
public class SignUp {
    private final Accounts accounts;
    private final People people;
    private final Passwords passwords;
    private final Sessions sessions;
    private final TransactionOperations transactions;
    private final InstantSource clock;

    SignUp(
            Accounts accounts,
            People people,
            Passwords passwords,
            Sessions sessions,
            TransactionOperations transactions,
            InstantSource clock) {
        this.accounts = accounts;
        this.people = people;
        this.passwords = passwords;
        this.sessions = sessions;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @param password of permitted length
     * @throws ApiException AUTH_008 if the address is taken
     */
    public SignedIn as(NewPerson person, String password, Visitor visitor, boolean rememberMe) {
        if (people.isTaken(person.email())) {
            throw new ApiException(ErrorCode.AUTH_008);
        }
        // hashed before the transaction: no connection waits for it
        String hash = passwords.hash(password);
        return Objects.requireNonNull(transactions.execute(_ -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Account account = accounts.open(person.name(), now);
            Person owner = people.add(account.id(), person, hash, Role.OWNER, now);
            return sessions.open(owner, visitor, rememberMe);
        }));
    }
}
