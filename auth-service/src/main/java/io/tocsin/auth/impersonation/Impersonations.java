package io.tocsin.auth.impersonation;

import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.impersonation.ImpersonationRows.By;
import io.tocsin.auth.people.People;
import io.tocsin.auth.people.Person;
import io.tocsin.auth.revocations.RevocationPublisher;
import io.tocsin.auth.revocations.RevocationPublisher.Kind;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Lets operators act as users: for a reason, for a while, and never unseen. */
@Service
public class Impersonations {
    /** @param person whose rights the operator has meanwhile */
    record Begun(Impersonation impersonation, Person person) {}

    private final ImpersonationRows rows;
    private final People people;
    private final RevocationPublisher revocations;
    private final AuditPublisher audit;
    private final InstantSource clock;

    Impersonations(
            ImpersonationRows rows,
            People people,
            RevocationPublisher revocations,
            AuditPublisher audit,
            InstantSource clock) {
        this.rows = rows;
        this.people = people;
        this.revocations = revocations;
        this.audit = audit;
        this.clock = clock;
    }

    /** @throws ApiException USER_001 if there is no such user, USER_004 if it is an operator or can't sign in either */
    @Transactional
    public Begun begin(Caller operator, String userId, String reason, Duration life) {
        Person person = people.usable(userId);
        if (person.operator()) {
            throw new ApiException(ErrorCode.USER_004, "Nobody acts as an operator");
        }
        Instant now = now();
        Impersonation begun = new Impersonation(
                Ids.next("imp"), person.accountId(), userId, operator.id(), reason, now, now.plus(life));
        rows.insert(begun, operator);
        audit.operator(
                begun.accountId(),
                operator.id(),
                "impersonation.started",
                userId,
                Map.of(
                        "impersonation_id",
                        begun.id(),
                        "reason",
                        reason,
                        "expires_at",
                        begun.expiresAt().toString()));
        return new Begun(begun, person);
    }

    /** @throws ApiException IMPERSONATION_001 if it has ended, or there was none */
    @Transactional
    public void end(Caller operator, String id) {
        List<Impersonation> ended = rows.end(By.ITSELF, List.of(id), now());
        if (ended.isEmpty()) {
            throw new ApiException(ErrorCode.IMPERSONATION_001);
        }
        tell(ended.getFirst(), operator.id());
    }

    /** Of somebody who is no operator any more, or not here any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endOfOperator(String operatorId) {
        end(By.OPERATOR, List.of(operatorId));
    }

    /** Of whoever acted in those sessions. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endOfSessions(Collection<String> sessionIds) {
        end(By.OPERATORS_SESSION, sessionIds);
    }

    /** Of whoever acts as the user, whose rights have changed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endOfUser(String userId) {
        end(By.USER, List.of(userId));
    }

    /** Of whoever acts as somebody of the account, or belongs to it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endOfAccount(String accountId) {
        end(By.ACCOUNT, List.of(accountId));
        end(By.OPERATORS_ACCOUNT, List.of(accountId));
    }

    private void end(By by, Collection<String> ids) {
        rows.end(by, ids, now()).forEach(ended -> tell(ended, ended.operatorId()));
    }

    private void tell(Impersonation ended, String operatorId) {
        revocations.revoked(Kind.SESSION, ended.id(), ended.accountId(), now());
        audit.operator(
                ended.accountId(),
                operatorId,
                "impersonation.ended",
                ended.userId(),
                Map.of("impersonation_id", ended.id()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
