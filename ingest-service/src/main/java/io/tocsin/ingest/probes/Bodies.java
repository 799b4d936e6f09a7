package io.tocsin.ingest.probes;

import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Room for the bodies of all answers that are read at the same time. */
@Component
class Bodies {
    private final AtomicLong left;

    Bodies(ProbeSettings settings) {
        this.left = new AtomicLong(settings.bodies().toBytes());
    }

    /** A body that is read, but not kept. */
    Body ignored() {
        return new Body(this, false);
    }

    /** A body that will be searched. */
    Body kept() {
        return new Body(this, true);
    }

    /** Whether there was that much room; it is taken then. */
    boolean take(int bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    void giveBack(int bytes) {
        left.addAndGet(bytes);
    }
}
