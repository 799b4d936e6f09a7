package io.tocsin.ingest.metrics;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Bytes of bodies that are under way. Nobody waits for room: who finds none is told to come again. */
final class InFlight {
    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    InFlight(long limit) {
        this.limit = limit;
    }

    Share share() {
        return new Share();
    }

    long bytes() {
        return taken.get();
    }

    /** A moment that differs from caller to caller, so that they do not all come again at once. */
    static Duration soon() {
        return Duration.ofSeconds(ThreadLocalRandom.current().nextInt(1, 6));
    }

    /** What one request has taken, given back when it is through. Used by one thread. */
    final class Share implements AutoCloseable {
        private long mine;

        /** @throws ApiException METRICS_003 if there is no room for that much more */
        void take(int bytes) {
            if (taken.addAndGet(bytes) > limit) {
                taken.addAndGet(-bytes);
                throw new ApiException(ErrorCode.METRICS_003).retryAfter(soon());
            }
            mine += bytes;
        }

        long bytes() {
            return mine;
        }

        @Override
        public void close() {
            taken.addAndGet(-mine);
            mine = 0;
        }
    }
}
