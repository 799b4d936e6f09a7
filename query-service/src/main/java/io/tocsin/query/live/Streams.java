package io.tocsin.query.live;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Counts the streams that are open, and has them end when the service does: before the server waits for its requests. */
@Component
class Streams implements SmartLifecycle {
    private final LiveSettings settings;
    private final Map<String, Integer> byAccount = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean running;

    Streams(LiveSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes a place, which has to be given back.
     *
     * @throws ApiException GATEWAY_003 if the account has its share, INTERNAL_002 if the instance can't have more
     */
    void enter(String accountId) {
        if (open.incrementAndGet() > settings.streams()) {
            open.decrementAndGet();
            throw new ApiException(ErrorCode.INTERNAL_002).retryAfter(Duration.ofSeconds(5));
        }
        int mine = byAccount.merge(accountId, 1, Integer::sum);
        if (mine > settings.perAccount()) {
            leave(accountId);
            throw new ApiException(
                            ErrorCode.GATEWAY_003,
                            "The account has %d streams open, as many as it may".formatted(settings.perAccount()))
                    .retryAfter(Duration.ofSeconds(10));
        }
    }

    void leave(String accountId) {
        open.decrementAndGet();
        byAccount.computeIfPresent(accountId, (_, mine) -> mine > 1 ? mine - 1 : null);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
