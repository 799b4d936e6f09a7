package io.tocsin.gateway.routing;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Counts the large bodies that are under way by who sends them: each keeps a connection to a service until it has arrived,
 * and nobody may keep them all.
 */
final class Uploads {
    private final ConcurrentHashMap<String, Integer> underWay = new ConcurrentHashMap<>();
    private final int most;

    /** @param most bodies that one sender may have under way */
    Uploads(int most) {
        this.most = most;
    }

    /** Bodies that one sender may have under way. */
    int most() {
        return most;
    }

    /** A place for one body; closing it gives it back. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** @return null if the sender has as many under way as it may */
    @Nullable
    Place take(String sender) {
        int count = underWay.merge(sender, 1, Integer::sum);
        Place place = () -> underWay.computeIfPresent(sender, (_, others) -> others == 1 ? null : others - 1);
        if (count > most) {
            place.close();
            return null;
        }
        return place;
    }
}
