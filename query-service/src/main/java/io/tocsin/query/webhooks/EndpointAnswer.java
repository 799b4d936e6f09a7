package io.tocsin.query.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as customers see it.
 *
 * @param headers only for owners and admins, and one endpoint at a time
 * @param secret only in the answer to its creation
 */
record EndpointAnswer(
        String id,
        String accountId,
        String url,
        @Nullable String description,
        List<String> eventTypes,
        @Nullable String filter,
        @Nullable String transformation,
        int payloadVersion,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, String> headers,
        @Nullable Integer rateLimit,
        boolean ordered,
        boolean enabled,
        @Nullable String disabledReason,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret,
        @Nullable Instant startFrom,
        boolean replaying,
        long revision,
        Instant createdAt,
        Instant changedAt) {
    static EndpointAnswer of(Endpoint e, @Nullable Map<String, String> headers, @Nullable String secret) {
        return new EndpointAnswer(
                e.id(),
                e.accountId(),
                e.url(),
                e.description(),
                e.eventTypes(),
                e.filter(),
                e.transformation(),
                e.payloadVersion(),
                headers,
                e.rateLimit(),
                e.ordered(),
                e.enabled(),
                e.disabledReason(),
                secret,
                e.startFrom(),
                e.replaying(),
                e.revision(),
                e.createdAt(),
                e.changedAt());
    }

    static EndpointAnswer listed(Endpoint endpoint) {
        return of(endpoint, null, null);
    }

    /** Keeps secrets out of logs. */
    @Override
    public String toString() {
        return "EndpointAnswer[%s]".formatted(id);
    }
}
