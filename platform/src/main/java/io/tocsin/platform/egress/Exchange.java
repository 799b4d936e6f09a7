package io.tocsin.platform.egress;

import io.tocsin.platform.egress.EgressFailure.Abandoned;
import io.tocsin.platform.egress.EgressFailure.Step;
import io.tocsin.platform.egress.EgressFailure.TimedOut;
import java.time.Duration;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** One call from its begin to its end, redirects included: what is under way, how long it took, when it must be over. */
final class Exchange {
    private static final String ATTRIBUTE = "tocsin.exchange";
    private static final int STEPS = Step.values().length;

    private final Duration allowed;
    private final long begin = System.nanoTime();
    private final long[] spent = new long[STEPS];
    private Step step = Step.QUEUING;
    private long stepBegin = begin;
    private volatile boolean expired;
    private volatile @Nullable Cancellable running;
    private EgressUrl url;

    Exchange(Duration allowed, EgressUrl url) {
        this.allowed = allowed;
        this.url = url;
    }

    static Exchange of(HttpContext context) {
        return (Exchange) context.getAttribute(ATTRIBUTE);
    }

    /** A context of Apache's client that leads back here. */
    HttpClientContext context() {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(ATTRIBUTE, this);
        return context;
    }

    /** Names what is begun now; what went before is over. */
    void begin(Step next) {
        long now = System.nanoTime();
        spent[step.ordinal()] += now - stepBegin;
        stepBegin = now;
        step = next;
    }

    Step step() {
        return step;
    }

    EgressUrl url() {
        return url;
    }

    /** Begins the next request, which is what {@link #expire} then has to end. */
    void run(Cancellable request, EgressUrl aim) {
        begin(Step.QUEUING);
        url = aim;
        running = request;
        if (expired) {
            request.cancel();
        }
    }

    /** Ends what is under way; called by another thread. */
    void expire() {
        expired = true;
        Cancellable request = running;
        if (request != null) {
            request.cancel();
        }
    }

    boolean isExpired() {
        return expired || System.nanoTime() - begin >= allowed.toNanos();
    }

    /** The time is over; where no connection was free the whole time, that says nothing about the target. */
    EgressFailure timedOut() {
        return step == Step.QUEUING ? new Abandoned("too many requests are under way") : new TimedOut(step, allowed);
    }

    /** What is left of the time; always positive, as zero means for ever to sockets. */
    Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, allowed.toNanos() - (System.nanoTime() - begin)));
    }

    EgressTimings timings() {
        begin(step);
        return new EgressTimings(
                spent[Step.RESOLVING.ordinal()] / 1000,
                spent[Step.CONNECTING.ordinal()] / 1000,
                spent[Step.SECURING.ordinal()] / 1000,
                spent[Step.WAITING.ordinal()] / 1000,
                (System.nanoTime() - begin) / 1000);
    }
}
