package io.tocsin.query.deliveries;

import io.tocsin.query.deliveries.Outcome.Delivered;
import io.tocsin.query.deliveries.Outcome.Gone;
import io.tocsin.query.deliveries.Outcome.NotTried;
import io.tocsin.query.deliveries.Outcome.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What all endpoints may have under way in this instance. Those that answer and those that don't, or of which nothing is
 * known, have as many places each: however many hang, the others are not held up.
 */
@Component
class Windows {
    private static final int FIRST = 2;
    private static final int REMEMBERED = 20_000;

    /**
     * @param known room of each endpoint that is known, as it was then
     * @param unknown room of each other
     * @param most room of all together
     */
    record Room(List<Known> known, int unknown, int most) {}

    /** @param revision of the endpoint; one that was changed since is not known */
    record Known(String endpointId, long revision, int room) {}

    private record Begun(Window window, boolean proven) {}

    private final Map<String, Window> windows = new ConcurrentHashMap<>();
    private final Map<String, Begun> underWay = new ConcurrentHashMap<>();
    private final Set<String> limited = ConcurrentHashMap.newKeySet();
    private final AtomicInteger proven = new AtomicInteger();
    private final AtomicInteger unproven = new AtomicInteger();
    private final DeliverySettings settings;

    Windows(DeliverySettings settings) {
        this.settings = settings;
    }

    int underWay() {
        return underWay.size();
    }

    /** The room of everyone. */
    Room room() {
        if (windows.size() > REMEMBERED) {
            windows.values().removeIf(Window::idle);
        }
        return room(windows.keySet());
    }

    Room room(Set<String> endpointIds) {
        long now = System.nanoTime();
        List<Known> known = new ArrayList<>(endpointIds.size());
        for (String id : endpointIds) {
            Window window = windows.get(id);
            if (window != null) {
                known.add(new Known(id, window.revision(), free(window) == 0 ? 0 : window.room(now)));
            }
        }
        return new Room(known, free(unproven) == 0 ? 0 : FIRST, free(proven) + free(unproven));
    }

    /** Those of them for whose kind there are places. */
    Set<String> open(Set<String> endpointIds) {
        return endpointIds.stream().filter(id -> free(windows.get(id)) > 0).collect(Collectors.toSet());
    }

    private int free(@Nullable Window window) {
        return free(window != null && window.proven() ? proven : unproven);
    }

    private int free(AtomicInteger taken) {
        return Math.max(0, settings.atOnce() - taken.get());
    }

    /** Those that have just been sent as much as they take in a second, or part of it. */
    Set<String> limited() {
        long now = System.nanoTime();
        limited.removeIf(id -> {
            Window window = windows.get(id);
            return window == null || !window.limited(now);
        });
        return Set.copyOf(limited);
    }

    /** @return whether the endpoint is known to answer, so that it may use what others use too */
    boolean begin(Leased delivery) {
        Window window = windows.compute(
                delivery.endpointId(),
                (_, known) -> known != null && known.revision() == delivery.endpointRevision()
                        ? known
                        : new Window(delivery.endpointRevision(), settings.perEndpoint()));
        boolean answers = window.proven();
        window.begun(delivery.rateLimit());
        if (delivery.rateLimit() != null) {
            limited.add(delivery.endpointId());
        }
        (answers ? proven : unproven).incrementAndGet();
        underWay.put(key(delivery), new Begun(window, answers));
        return answers;
    }

    void end(Tried tried) {
        Begun begun = underWay.remove(key(tried.delivery()));
        if (begun == null) {
            return;
        }
        (begun.proven() ? proven : unproven).decrementAndGet();
        switch (tried.outcome()) {
            case Delivered _ -> begun.window().delivered();
            case Refused refused -> begun.window().failed(refused.retryAfter(), System.nanoTime());
            case Gone _ -> begun.window().failed(null, System.nanoTime());
            case NotTried _ -> begun.window().notTried();
        }
    }

    private static String key(Leased delivery) {
        return delivery.id() + "/" + delivery.lease();
    }
}
