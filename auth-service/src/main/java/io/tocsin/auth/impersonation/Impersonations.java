package io.tocsin.auth.impersonation;

import io.tocsin.auth.audit.AuditPublisher;
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
        rows.insert(begun);
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
        if (ended(rows.end(id, now()), operator.id()) == 0) {
            throw new ApiException(ErrorCode.IMPERSONATION_001);
        }
    }

    /** Of somebody who is no operator any more. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void endAllOf(String operatorId) {
        ended(rows.endAllOf(operatorId, now()), operatorId);
    }

    private int ended(List<Impersonation> ended, String operatorId) {
        for (Impersonation one : ended) {
            revocations.revoked(Kind.SESSION, one.id(), one.accountId(), now());
            audit.operator(
                    one.accountId(),
                    operatorId,
                    "impersonation.ended",
                    one.userId(),
                    Map.of("impersonation_id", one.id()));
        }
        return ended.size();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
