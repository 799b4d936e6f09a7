package io.tocsin.ingest.probes;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Room for the bodies of all answers that are read or searched at the same time, half of it for one account at most. */
@Component
class Bodies {
    private final long room;
    private final AtomicLong taken = new AtomicLong();
    private final Map<String, Long> takenByAccount = new ConcurrentHashMap<>();

    Bodies(ProbeSettings settings) {
        this.room = settings.bodies().toBytes();
    }

    /** A body that is read, but not kept. */
    Body ignored() {
        return new Body(this, null);
    }

    /** A body that will be searched. */
    Body keptFor(String accountId) {
        return new Body(this, accountId);
    }

    long taken() {
        return taken.get();
    }

    /** Whether there was that much room; it is taken then. */
    boolean take(String accountId, int bytes) {
        if (taken.addAndGet(bytes) <= room) {
            if (takenByAccount.merge(accountId, (long) bytes, Long::sum) <= room / 2) {
                return true;
            }
            giveBackOf(accountId, bytes);
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void giveBack(String accountId, int bytes) {
        giveBackOf(accountId, bytes);
        taken.addAndGet(-bytes);
    }

    private void giveBackOf(String accountId, long bytes) {
        takenByAccount.computeIfPresent(accountId, (_, all) -> all == bytes ? null : all - bytes);
    }
}
