package io.tocsin.auth.operators;

import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.audit.Changes;
import io.tocsin.auth.impersonation.Impersonations;
import io.tocsin.auth.people.Credentials;
import io.tocsin.auth.people.EmailAddress;
import io.tocsin.auth.people.People;
import io.tocsin.auth.people.Person;
import io.tocsin.auth.sessions.EndOfSessions;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who runs the product. Nobody becomes an operator through the API: whoever has the machine decides. */
@Service
class Operators {
    private final People people;
    private final EndOfSessions sessions;
    private final Impersonations impersonations;
    private final AuditPublisher audit;
    private final JdbcClient jdbc;
    private final InstantSource clock;

    Operators(
            People people,
            EndOfSessions sessions,
            Impersonations impersonations,
            AuditPublisher audit,
            JdbcClient jdbc,
            InstantSource clock) {
        this.people = people;
        this.sessions = sessions;
        this.impersonations = impersonations;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @throws ApiException USER_001 if nobody has the address */
    @Transactional
    public void grant(String email) {
        Person person = byEmail(email);
        if (write(person, true)) {
            record(person, "operator.granted", false);
        }
    }

    /** Signs the operator out, and everybody whose part the operator plays. */
    @Transactional
    public void revoke(String email) {
        Person person = byEmail(email);
        if (write(person, false)) {
            sessions.ofUser(person.id(), now());
            impersonations.endOfOperator(person.id());
            record(person, "operator.revoked", true);
        }
    }

    List<String> emails() {
        return jdbc.sql("SELECT email FROM users WHERE operator ORDER BY email")
                .query(String.class)
                .list();
    }

    private void record(Person person, String action, boolean before) {
        Changes changes = new Changes().of("operator", before, !before);
        audit.operator(person.accountId(), null, action, person.id(), changes.details());
    }

    private boolean write(Person person, boolean operator) {
        return jdbc.sql("UPDATE users SET operator = ?, revision = revision + 1, updated_at = ?"
                                + " WHERE id = ? AND operator <> ?")
                        .params(operator, Timestamp.from(now()), person.id(), operator)
                        .update()
                == 1;
    }

    private Person byEmail(String email) {
        EmailAddress address = EmailAddress.parse(email);
        @Nullable Credentials found = address == null ? null : people.credentials(address);
        if (found == null) {
            throw new ApiException(ErrorCode.USER_001, "Nobody has signed up with " + email);
        }
        return found.person();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
