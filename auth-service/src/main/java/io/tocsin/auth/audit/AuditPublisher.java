package io.tocsin.auth.audit;

import io.tocsin.auth.addresses.ClientAddress;
import io.tocsin.events.AuditRecorded;
import io.tocsin.platform.correlation.Correlation;
import io.tocsin.platform.outbox.Outbox;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.platform.tokens.CallerToken;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Leaves audit events in the transaction of what they report. Details never hold a secret, and nothing that says who a
 * person is: ids do, for as long as the person is there.
 */
@Component
public class AuditPublisher {
    private final Outbox outbox;
    private final ClientAddress addresses;
    private final InstantSource clock;

    AuditPublisher(Outbox outbox, ClientAddress addresses, InstantSource clock) {
        this.outbox = outbox;
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * Something that a user did.
     *
     * @param action noun.verb, such as {@code session.created}
     * @param subjectId on what
     * @param address the user's network address; null for that of the request under way
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

    /** Something that the caller did in its own account. */
    public void caller(Caller caller, String action, String subjectId, Map<String, String> details) {
        String kind = caller.kind().name().toLowerCase(Locale.ROOT);
        record(kind, caller.accountId(), caller.id(), action, subjectId, null, details);
    }

    /**
     * Something that an operator did to somebody's account.
     *
     * @param operatorId null where it was done by a command, without a name
     */
    public void operator(
            String accountId,
            @Nullable String operatorId,
            String action,
            String subjectId,
            Map<String, String> details) {
        record("operator", accountId, operatorId, action, subjectId, null, details);
    }

    /** Something that the product did by itself. */
    public void system(String accountId, String action, String subjectId, Map<String, String> details) {
        record("system", accountId, null, action, subjectId, null, details);
    }

    private void record(
            String actorKind,
            String accountId,
            @Nullable String actorId,
            String action,
            String subjectId,
            @Nullable String address,
            Map<String, String> details) {
        outbox.append(
                Topics.AUDIT,
                accountId,
                AuditRecorded.newBuilder()
                        .setEventId(Ids.next("evt"))
                        .setAccountId(accountId)
                        .setAt(clock.instant())
                        .setActorKind(actorKind)
                        .setActorId(actorId)
                        .setOperatorId(CallerToken.actingOperator())
                        .setAction(action)
                        .setSubjectId(subjectId)
                        .setAddress(address == null ? addressOfRequest() : address)
                        .setCorrelationId(Correlation.current())
                        .setDetails(details)
                        .build());
    }

    private @Nullable String addressOfRequest() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? addresses.of(attributes.getRequest())
                : null;
    }
}
