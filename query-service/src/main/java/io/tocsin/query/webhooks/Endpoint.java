package io.tocsin.query.webhooks;

import io.tocsin.platform.egress.EgressUrl;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's URL, as it is stored.
 *
 * @param revision grows with every change; its ETag
 * @param eventTypes what it is told of; everything if empty
 * @param filter condition over the payload; null for none
 * @param transformation expression that makes what is sent; null sends the payload itself
 * @param headersSealed further headers, encrypted
 * @param rateLimit deliveries a second at most
 * @param ordered whether news of one subject wait for each other
 * @param previousSecretSealed secret before the last rotation, good until {@code previousUntil}
 * @param startFrom since when it wants to hear what has happened
 * @param replaying whether it is still hearing that
 * @param liveSince since when it is told of everything
 */
public record Endpoint(
        String id,
        String accountId,
        long revision,
        String url,
        @Nullable String description,
        List<String> eventTypes,
        @Nullable String filter,
        @Nullable String transformation,
        int payloadVersion,
        @Nullable String headersSealed,
        @Nullable Integer rateLimit,
        boolean ordered,
        String secretSealed,
        @Nullable String previousSecretSealed,
        @Nullable Instant previousUntil,
        boolean enabled,
        @Nullable String disabledReason,
        @Nullable Instant startFrom,
        boolean replaying,
        Instant liveSince,
        Instant createdAt,
        Instant changedAt) {

    /** Scheme and host of its URL: the rest is a credential with many receivers, and nothing to tell others of. */
    String site() {
        EgressUrl address = EgressUrl.parse(url);
        return address.scheme() + "://" + address.authority();
    }

    public boolean subscribesTo(String eventType) {
        return eventTypes.isEmpty() || eventTypes.contains(eventType);
    }
}
