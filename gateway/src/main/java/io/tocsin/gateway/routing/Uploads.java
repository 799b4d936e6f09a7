package io.tocsin.gateway.routing;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the large bodies that are under way by who sends them: each keeps a connection to a service until it has arrived,
 * and nobody may keep them all.
 */
final class Uploads {
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final ConcurrentHashMap<String, Integer> underWay = new ConcurrentHashMap<>();
    private final int most;

    /** @param most bodies that one sender may have under way */
    Uploads(int most) {
        this.most = most;
    }

    /** A place for one body; closing it gives it back. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws ApiException GATEWAY_003 if the sender has as many under way as it may */
    Place take(String sender) {
        int count = underWay.merge(sender, 1, Integer::sum);
        Place place = () -> underWay.computeIfPresent(sender, (_, others) -> others == 1 ? null : others - 1);
        if (count > most) {
            place.close();
            throw new ApiException(ErrorCode.GATEWAY_003, "%d large bodies at once are allowed".formatted(most))
                    .retryAfter(A_MOMENT);
        }
        return place;
    }
}
