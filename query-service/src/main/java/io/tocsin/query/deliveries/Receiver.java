package io.tocsin.query.deliveries;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.tocsin.platform.correlation.Correlation;
import io.tocsin.platform.egress.EgressRequest;
import io.tocsin.platform.egress.EgressUrl;
import io.tocsin.query.transformations.Transformation;
import io.tocsin.query.webhooks.Endpoint;
import io.tocsin.query.webhooks.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint made ready to be sent to: its address taken apart, its secrets and expression read. Good for one revision
 * of the endpoint.
 */
final class Receiver {
    private static final int ANSWER_BYTES = 65_536;

    private final EgressUrl url;
    private final Map<String, String> headers;
    private final Webhook secret;
    private final @Nullable Webhook previousSecret;
    private final @Nullable Instant previousUntil;
    private final @Nullable Transformation transformation;

    private Receiver(
            EgressUrl url,
            Map<String, String> headers,
            Webhook secret,
            @Nullable Webhook previousSecret,
            @Nullable Instant previousUntil,
            @Nullable Transformation transformation) {
        this.url = url;
        this.headers = headers;
        this.secret = secret;
        this.previousSecret = previousSecret;
        this.previousUntil = previousUntil;
        this.transformation = transformation;
    }

    static Receiver of(Endpoint endpoint, Secrets secrets) {
        String previous = endpoint.previousSecretSealed();
        String transformation = endpoint.transformation();
        return new Receiver(
                EgressUrl.parse(endpoint.url()),
                secrets.unsealHeaders(endpoint.id(), endpoint.headersSealed()),
                webhook(secrets.unseal(endpoint.id(), endpoint.secretSealed())),
                previous == null ? null : webhook(secrets.unseal(endpoint.id(), previous)),
                endpoint.previousUntil(),
                transformation == null ? null : Transformation.of(transformation));
    }

    /**
     * The request for a try: signed now, since receivers refuse old timestamps, with the id that all tries share.
     *
     * @param kept whether a connection may be kept
     * @throws IllegalArgumentException when the transformation fails, with a sentence for the customer
     */
    EgressRequest request(Leased delivery, Instant now, Duration deadline, boolean kept) {
        String payload = delivery.replayed() ? replayed(delivery.payload()) : delivery.payload();
        String body = transformation == null ? payload : transformation.apply(payload);
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("Content-Type", "application/json");
        all.put("webhook-id", delivery.eventId());
        all.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        all.put("webhook-signature", signature(delivery.eventId(), now, body));
        all.put(Correlation.HEADER, delivery.correlationId());
        if (delivery.replayed()) {
            all.put("Tocsin-Replayed", "true");
        }
        return new EgressRequest(
                "POST", url, all, body.getBytes(StandardCharsets.UTF_8), deadline, 0, ANSWER_BYTES, kept);
    }

    private String signature(String id, Instant now, String body) {
        try {
            String signature = secret.sign(id, now.getEpochSecond(), body);
            return previousSecret != null && previousUntil != null && now.isBefore(previousUntil)
                    ? signature + " " + previousSecret.sign(id, now.getEpochSecond(), body)
                    : signature;
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("This JVM lacks HMAC-SHA256", e);
        }
    }

    private static String replayed(String payload) {
        return payload.substring(0, payload.lastIndexOf('}')) + ",\"replayed\":true}";
    }

    private static Webhook webhook(String secret) {
        try {
            return new Webhook(secret);
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalStateException("A secret is empty", e);
        }
    }
}
