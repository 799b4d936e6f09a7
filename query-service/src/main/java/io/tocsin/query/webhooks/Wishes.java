package io.tocsin.query.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a customer wants of an endpoint, found to be sound; only its address is still to be judged. */
record Wishes(
        String url,
        @Nullable String description,
        List<String> eventTypes,
        @Nullable String filter,
        @Nullable String transformation,
        Map<String, String> headers,
        @Nullable Integer rateLimit,
        boolean ordered,
        boolean enabled,
        @Nullable Instant startFrom) {

    Wishes at(String admittedUrl) {
        return new Wishes(
                admittedUrl,
                description,
                eventTypes,
                filter,
                transformation,
                headers,
                rateLimit,
                ordered,
                enabled,
                startFrom);
    }

    /** Keeps credentials out of logs. */
    @Override
    public String toString() {
        return "Wishes[url=%s]".formatted(url);
    }
}
