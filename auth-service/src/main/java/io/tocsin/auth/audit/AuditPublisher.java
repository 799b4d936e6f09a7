package io.tocsin.auth.audit;

import io.tocsin.events.AuditRecorded;
import io.tocsin.platform.outbox.Outbox;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Leaves audit events in the transaction of what they report. */
@Component
public class AuditPublisher {
    private final Outbox outbox;
    private final InstantSource clock;

    AuditPublisher(Outbox outbox, InstantSource clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Something that a user did.
     *
     * @param action noun.verb, such as {@code session.created}
     * @param subjectId on what
     * @param address the user's network address; null where it is not known
     */
    public void user(
            String accountId,
            String userId,
            String action,
            String subjectId,
            @Nullable String address,
            Map<String, String> details) {
        record("user", accountId, userId, action, subjectId, address, details);
    }

    /** Something that an OAuth client did. */
    public void client(
            String accountId, String clientId, String action, String subjectId, Map<String, String> details) {
        record("client", accountId, clientId, action, subjectId, null, details);
    }

    private void record(
            String actorKind,
            String accountId,
            String actorId,
            String action,
            String subjectId,
            @Nullable String address,
            Map<String, String> details) {
        Instant now = clock.instant();
        outbox.append(
                Topics.AUDIT,
                accountId,
                AuditRecorded.newBuilder()
                        .setEventId(Ids.next("evt"))
                        .setAccountId(accountId)
                        .setAt(now)
                        .setActorKind(actorKind)
                        .setActorId(actorId)
                        .setAction(action)
                        .setSubjectId(subjectId)
                        .setAddress(address)
                        .setDetails(details)
                        .build());
    }
}
