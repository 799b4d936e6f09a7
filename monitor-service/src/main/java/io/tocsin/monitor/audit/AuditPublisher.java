package io.tocsin.monitor.audit;

import io.tocsin.events.AuditRecorded;
import io.tocsin.platform.outbox.Outbox;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.time.InstantSource;
import java.util.Locale;
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
        AuditRecorded event = AuditRecorded.newBuilder()
                .setEventId(Ids.next("evt"))
                .setAccountId(actor.accountId())
                .setAt(clock.instant())
                .setActorKind(actor.kind().name().toLowerCase(Locale.ROOT))
                .setActorId(actor.id())
                .setAction(action)
                .setSubjectId(subjectId)
                .setDetails(details)
                .build();
        outbox.append(Topics.AUDIT, actor.accountId(), event);
    }
}
