package io.tocsin.auth.signin;

import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.passwords.Passwords;
import io.tocsin.auth.people.People;
import io.tocsin.auth.people.Person;
import io.tocsin.auth.reauthentication.Reauthentication;
import io.tocsin.auth.sessions.Sessions;
import io.tocsin.auth.sessions.SignedIn;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** A new password ends every other session: whoever knew the old one is out. */
@Service
public class PasswordChange {
    private final People people;
    private final Passwords passwords;
    private final Sessions sessions;
    private final Reauthentication reauthentication;
    private final AuditPublisher audit;
    private final TransactionOperations transactions;

    PasswordChange(
            People people,
            Passwords passwords,
            Sessions sessions,
            Reauthentication reauthentication,
            AuditPublisher audit,
            TransactionOperations transactions) {
        this.people = people;
        this.passwords = passwords;
        this.sessions = sessions;
        this.reauthentication = reauthentication;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * Whether the person knows the password that counts now.
     *
     * @param address network address that it comes from
     * @throws ApiException AUTH_010 if it was tried too often
     */
    public boolean isRight(Person person, String password, String address) {
        return reauthentication.isRight(person, password, address);
    }

    /**
     * @param password of permitted length
     * @param anew whether the person's own session is replaced too
     * @return the session that the person has from now on
     */
    public SignedIn apply(SignedIn own, String password, boolean anew) {
        String hash = passwords.hash(password);
        Person person = own.person();
        return Objects.requireNonNull(transactions.execute(_ -> {
            people.changePassword(person.id(), hash);
            String address = own.session().visitor().address();
            audit.user(person.accountId(), person.id(), "password.changed", person.id(), address, Map.of());
            sessions.revokeOthers(person.id(), anew ? "" : own.session().id());
            return anew
                    ? sessions.open(
                            person, own.session().visitor(), own.session().rememberMe())
                    : own;
        }));
    }
}
