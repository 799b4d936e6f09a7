package io.tocsin.ingest.metrics;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes of requests that are under way. Nobody waits for room: who finds none is told to come again. One account has half of
 * the room at most, so that there is some for others whatever it sends.
 */
final class InFlight {
    private final long limit;
    private final long limitOfAnAccount;
    private final AtomicLong taken = new AtomicLong();
    private final Map<String, Long> takenByAccount = new ConcurrentHashMap<>();

    InFlight(long limit) {
        this.limit = limit;
        this.limitOfAnAccount = limit / 2;
    }

    Share share(String accountId) {
        return new Share(accountId);
    }

    long bytes() {
        return taken.get();
    }

    /** A moment that differs from caller to caller, so that they do not all come again at once. */
    static Duration soon() {
        return Duration.ofSeconds(ThreadLocalRandom.current().nextInt(1, 6));
    }

    private boolean take(String accountId, long bytes) {
        if (taken.addAndGet(bytes) <= limit) {
            if (takenByAccount.merge(accountId, bytes, Long::sum) <= limitOfAnAccount) {
                return true;
            }
            giveBackOf(accountId, bytes);
        }
        taken.addAndGet(-bytes);
        return false;
    }

    private void giveBackOf(String accountId, long bytes) {
        takenByAccount.computeIfPresent(accountId, (_, all) -> all == bytes ? null : all - bytes);
    }

    /** What one request has taken, given back when it is through. Used by one thread. */
    final class Share implements AutoCloseable {
        private final String accountId;
        private long mine;

        private Share(String accountId) {
            this.accountId = accountId;
        }

        /**
         * @throws ApiException METRICS_003 if there is no room for that much more, VALIDATION_003 if there never is for one
         *     request
         */
        void take(int bytes) {
            if (mine + bytes > limitOfAnAccount) {
                throw new ApiException(
                        ErrorCode.VALIDATION_003,
                        "What the request holds takes more than %d bytes".formatted(limitOfAnAccount));
            }
            if (!InFlight.this.take(accountId, bytes)) {
                throw new ApiException(ErrorCode.METRICS_003).retryAfter(soon());
            }
            mine += bytes;
        }

        long bytes() {
            return mine;
        }

        @Override
        public void close() {
            giveBackOf(accountId, mine);
            taken.addAndGet(-mine);
            mine = 0;
        }
    }
}
