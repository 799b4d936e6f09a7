package io.tocsin.monitor.audit;

import io.tocsin.events.AuditRecorded;
import io.tocsin.platform.correlation.Correlation;
import io.tocsin.platform.outbox.Outbox;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.platform.tokens.CallerToken;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.time.InstantSource;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Leaves audit events in the transaction of what they tell of. */
@Component
public class AuditPublisher {
    private final Outbox outbox;
    private final InstantSource clock;

    AuditPublisher(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * @param action what was done, as noun.verb
     * @param details further facts, never a secret
     */
    public void recorded(Caller actor, String action, String subjectId, Map<String, String> details) {
        recorded(Actor.of(actor), actor.accountId(), action, subjectId, details);
    }

    /** The same of somebody who has no token. */
    public void recorded(Actor actor, String accountId, String action, String subjectId, Map<String, String> details) {
        AuditRecorded event = AuditRecorded.newBuilder()
                .setEventId(Ids.next("evt"))
                .setAccountId(accountId)
                .setAt(clock.instant())
                .setActorKind(actor.kind())
                .setActorId(actor.id())
                .setOperatorId(CallerToken.actingOperator())
                .setAction(action)
                .setSubjectId(subjectId)
                .setDetails(details)
                .setCorrelationId(Correlation.current())
                .build();
        outbox.append(Topics.AUDIT, accountId, event);
    }
}
