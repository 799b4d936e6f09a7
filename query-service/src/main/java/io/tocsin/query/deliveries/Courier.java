package io.tocsin.query.deliveries;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tocsin.platform.correlation.Correlation;
import io.tocsin.platform.egress.EgressRequest;
import io.tocsin.platform.egress.EgressResult;
import io.tocsin.platform.egress.EgressResult.Answered;
import io.tocsin.query.transformations.EvaluatorsBusyException;
import io.tocsin.query.webhooks.Endpoint;
import io.tocsin.query.webhooks.Endpoints;
import io.tocsin.query.webhooks.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Makes one try. Blocks its thread; never throws for what a receiver does. */
@Component
class Courier {
    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);
    private static final int LOGGED_CHARACTERS = 500;

    private record Version(String endpointId, long revision) {}

    private final HookClient client;
    private final Endpoints endpoints;
    private final Secrets secrets;
    private final DeliverySettings settings;
    private final InstantSource clock;
    private final Cache<Version, Receiver> receivers =
            Caffeine.newBuilder().maximumSize(10_000).build();

    Courier(HookClient client, Endpoints endpoints, Secrets secrets, DeliverySettings settings, InstantSource clock) {
        this.client = client;
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param kept whether a connection may be used that others use too */
    Tried attempt(Leased delivery, boolean kept) {
        Instant now = clock.instant();
        long begin = System.nanoTime();
        try (var _ = Correlation.enter(delivery.correlationId())) {
            Receiver receiver = receiver(delivery);
            if (receiver == null) {
                return tried(delivery, now, begin, new Outcome.NotTried("The endpoint was deleted"), null);
            }
            EgressRequest request = receiver.request(delivery, now, settings.deadline(), kept);
            if (delivery.until() - System.nanoTime() < settings.deadline().toNanos()) {
                return tried(delivery, now, begin, new Outcome.NotTried("Its turn came too late"), null);
            }
            EgressResult result = client.send(request);
            return tried(delivery, now, begin, Outcome.of(result, now), result instanceof Answered a ? a : null);
        } catch (IllegalArgumentException e) {
            return tried(
                    delivery,
                    now,
                    begin,
                    new Outcome.Refused(kept("The transformation " + e.getMessage()), null),
                    null);
        } catch (EvaluatorsBusyException e) {
            return tried(delivery, now, begin, new Outcome.NotTried(String.valueOf(e.getMessage())), null);
        } catch (RuntimeException e) {
            LOG.warn("A delivery could not be tried", e);
            return tried(delivery, now, begin, new Outcome.NotTried("It failed on our side"), null);
        }
    }

    private @Nullable Receiver receiver(Leased delivery) {
        Version version = new Version(delivery.endpointId(), delivery.endpointRevision());
        return receivers.get(version, _ -> {
            List<Endpoint> found = endpoints.of(List.of(delivery.endpointId()));
            return found.isEmpty() ? null : Receiver.of(found.getFirst(), secrets);
        });
    }

    private static Tried tried(Leased delivery, Instant at, long begin, Outcome outcome, @Nullable Answered answer) {
        String error =
                switch (outcome) {
                    case Outcome.Delivered _ -> null;
                    case Outcome.Refused refused -> refused.why();
                    case Outcome.Gone _ -> "It answered 410: it wants no more";
                    case Outcome.NotTried notTried -> notTried.why();
                };
        Attempt attempt = new Attempt(
                at.truncatedTo(ChronoUnit.MILLIS),
                answer == null ? null : answer.status(),
                error == null ? null : kept(error),
                (System.nanoTime() - begin) / 1_000_000,
                answer == null ? null : beginning(answer.body()));
        return new Tried(delivery, attempt, outcome);
    }

    private static String beginning(byte[] body) {
        return kept(new String(body, 0, Math.min(body.length, 4 * LOGGED_CHARACTERS), StandardCharsets.UTF_8));
    }

    /** The beginning, without what no database keeps: the character U+0000, and halves of characters. */
    private static String kept(String text) {
        int[] characters = text.codePoints()
                .limit(LOGGED_CHARACTERS)
                .map(c -> c == 0 || Character.getType(c) == Character.SURROGATE ? '\ufffd' : c)
                .toArray();
        return new String(characters, 0, characters.length);
    }
}
