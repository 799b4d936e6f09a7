package io.tocsin.query.webhooks;

import io.tocsin.platform.egress.EgressRequest;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.query.paging.TimeParameter;
import io.tocsin.query.transformations.Transformation;
import io.tocsin.schemas.ErrorCode;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a customer writes of an endpoint. Absent and null are the same. */
record EndpointBody(
        @Nullable String url,
        @Nullable String description,
        @Nullable List<@Nullable String> eventTypes,
        @Nullable String filter,
        @Nullable String transformation,
        @Nullable Integer payloadVersion,
        @Nullable Map<String, @Nullable String> headers,
        @Nullable Integer rateLimit,
        @Nullable Boolean ordered,
        @Nullable Boolean enabled,
        @Nullable String startFrom) {
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int MOST_HEADERS = 20;
    private static final int LONGEST_HEADER = 4096;
    private static final int FASTEST = 1000;

    /** What the signature and the event need for themselves. */
    private static final Set<String> OURS = Set.of(
            "webhook-id",
            "webhook-timestamp",
            "webhook-signature",
            "content-type",
            "x-correlation-id",
            "tocsin-replayed");

    static EndpointBody of(Endpoint endpoint, Map<String, String> headers) {
        return new EndpointBody(
                endpoint.url(),
                endpoint.description(),
                endpoint.eventTypes().stream()
                        .<@Nullable String>map(type -> type)
                        .toList(),
                endpoint.filter(),
                endpoint.transformation(),
                endpoint.payloadVersion(),
                new LinkedHashMap<>(headers),
                endpoint.rateLimit(),
                endpoint.ordered(),
                endpoint.enabled(),
                null);
    }

    /** @throws ApiException 400 for the first thing that is wrong, the address apart */
    Wishes wishes() {
        if (url == null) {
            throw ApiException.invalid("url", "is missing");
        }
        if (payloadVersion != null && payloadVersion != EventCatalogue.VERSION) {
            throw ApiException.invalid("payload_version", "is " + EventCatalogue.VERSION);
        }
        if (rateLimit != null && (rateLimit < 1 || rateLimit > FASTEST)) {
            throw ApiException.invalid("rate_limit", "is 1 to %d a second".formatted(FASTEST));
        }
        Instant past = TimeParameter.parse("start_from", startFrom);
        return new Wishes(
                url,
                checkedDescription(),
                types(),
                checkedFilter(),
                checkedTransformation(),
                checkedHeaders(),
                rateLimit,
                ordered != null && ordered,
                enabled == null || enabled,
                past);
    }

    private @Nullable String checkedDescription() {
        String text = description;
        if (text != null && (text.length() > LONGEST_DESCRIPTION || text.indexOf(0) >= 0)) {
            throw ApiException.invalid("description", "has at most %d characters".formatted(LONGEST_DESCRIPTION));
        }
        return text == null || text.isBlank() ? null : text;
    }

    private List<String> types() {
        Collection<String> types = new LinkedHashSet<>();
        for (String type : Objects.requireNonNullElse(eventTypes, List.<@Nullable String>of())) {
            if (type == null || EventType.of(type) == null) {
                throw ApiException.invalid("event_types", "has an unknown type: " + type);
            }
            types.add(type);
        }
        return List.copyOf(types);
    }

    private @Nullable String checkedFilter() {
        String text = filter;
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            Filter.parse(text);
            return text;
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("filter", String.valueOf(e.getMessage()));
        }
    }

    private @Nullable String checkedTransformation() {
        String text = transformation;
        if (text == null || text.isBlank()) {
            return null;
        }
        checkTransformation(text);
        return text;
    }

    static Transformation checkTransformation(String text) {
        try {
            if (text.indexOf(0) >= 0) {
                throw new IllegalArgumentException("must not have the character U+0000");
            }
            return Transformation.of(text);
        } catch (IllegalArgumentException e) {
            throw new ApiException(ErrorCode.WEBHOOK_008, "transformation " + e.getMessage());
        }
    }

    private Map<String, String> checkedHeaders() {
        Map<String, String> checked = new LinkedHashMap<>();
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Objects.requireNonNullElse(headers, Map.<String, @Nullable String>of()).forEach((name, value) -> {
            if (value == null) {
                return;
            }
            try {
                EgressRequest.checkHeader(name, value);
            } catch (IllegalArgumentException e) {
                throw ApiException.invalid("headers", "are refused: " + e.getMessage());
            }
            if (value.length() > LONGEST_HEADER) {
                throw ApiException.invalid(
                        "headers", "have a value of more than %d characters".formatted(LONGEST_HEADER));
            }
            if (OURS.contains(name.toLowerCase(Locale.ROOT)) || !names.add(name)) {
                throw ApiException.invalid("headers", "can't have " + name + ", or not twice");
            }
            checked.put(name, value);
        });
        if (checked.size() > MOST_HEADERS) {
            throw ApiException.invalid("headers", "are at most " + MOST_HEADERS);
        }
        return checked;
    }

    /** Keeps credentials out of logs. */
    @Override
    public String toString() {
        return "EndpointBody[url=%s]".formatted(url);
    }
}
