package io.tocsin.query.webhooks;

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
class AuditPublisher {
    private final Outbox outbox;
    private final InstantSource clock;

    AuditPublisher(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param action what was done, as noun.verb */
    void recorded(Caller actor, String action, Endpoint endpoint) {
        outbox.append(
                Topics.AUDIT,
                actor.accountId(),
                AuditRecorded.newBuilder()
                        .setEventId(Ids.next("evt"))
                        .setAccountId(actor.accountId())
                        .setAt(clock.instant())
                        .setActorKind(actor.kind().name().toLowerCase(Locale.ROOT))
                        .setActorId(actor.id())
                        .setAction(action)
                        .setSubjectId(endpoint.id())
                        .setDetails(Map.of("url", endpoint.site()))
                        .build());
    }
}
