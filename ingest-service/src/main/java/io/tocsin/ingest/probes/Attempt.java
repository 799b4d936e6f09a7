package io.tocsin.ingest.probes;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.tocsin.ingest.probes.Outcome.Findings;
import io.tocsin.ingest.probes.Outcome.Timings;
import io.tocsin.platform.egress.EgressFailure;
import io.tocsin.platform.egress.EgressFailure.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One act of a probe from its begin to its end: what is under way, how long each step took, when it must be over. It
 * lives on one event loop, ends exactly once, and whatever is still open then is closed.
 */
final class Attempt {
    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);
    private static final int STEPS = Step.values().length;
    private static final long LATE_ALARM_NANOS = 50_000_000;

    private final EventLoop loop;
    private final String accountId;
    private final Duration allowed;
    private final Consumer<Outcome> whenOver;
    private final long begin = System.nanoTime();
    private final long[] spent = new long[STEPS];
    private final Stalls stalls;
    private final long stalledBefore;
    private final Future<?> alarm;
    private Step step = Step.QUEUING;
    private BooleanSupplier ours = () -> true;
    private long stepBegin = begin;
    private @Nullable Channel channel;
    private @Nullable Instant certificateNotAfter;
    private @Nullable Runnable atEnd;
    private volatile boolean over;

    /** Begins now; called on the loop. */
    Attempt(EventLoop loop, String accountId, Duration allowed, Consumer<Outcome> whenOver) {
        this.loop = loop;
        this.accountId = accountId;
        this.allowed = allowed;
        this.whenOver = whenOver;
        this.stalls = Stalls.of(loop);
        this.stalledBefore = stalls.nanos();
        this.alarm = loop.schedule(this::expire, allowed.toNanos(), TimeUnit.NANOSECONDS);
    }

    EventLoop loop() {
        return loop;
    }

    /** Whose monitor it is. */
    String accountId() {
        return accountId;
    }

    /** May be asked in any thread. */
    boolean isOver() {
        return over;
    }

    /** Names what is begun now; what went before is over. Only waiting for a turn is never the target's fault. */
    void begin(Step next) {
        begin(next, () -> next == Step.QUEUING);
    }

    /** @param isOurs whether it is our own fault if the step takes so long that the time is up */
    void begin(Step next, BooleanSupplier isOurs) {
        ours = isOurs;
        long now = System.nanoTime();
        spent[step.ordinal()] += now - stepBegin;
        stepBegin = now;
        step = next;
    }

    Step step() {
        return step;
    }

    Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, allowed.toNanos() - (System.nanoTime() - begin)));
    }

    /** From now on this is what has to be closed at the end; what was open before is closed now. */
    void use(Channel next) {
        Channel before = channel;
        channel = next;
        if (before != null) {
            close(before, false);
        }
        if (over) {
            close(next, true);
        }
    }

    void sawCertificate(Instant notAfter) {
        certificateNotAfter = notAfter;
    }

    /** Ends it as the target deserves. */
    void up(@Nullable Integer status, @Nullable String message) {
        finish(new Outcome.Up(new Findings(status, timings(true), message, certificateNotAfter)), false);
    }

    /** Ends it: the target answered, but not as it should. */
    void down(@Nullable Integer status, String reason) {
        finish(new Outcome.Down(reason, new Findings(status, timings(true), null, certificateNotAfter)), false);
    }

    /** Ends it: the target said nothing at all. */
    void silent(String reason) {
        finish(new Outcome.Down(reason, Findings.of(timings(false))), true);
    }

    /** Has something done when it is over. */
    void atEnd(Runnable action) {
        Runnable before = atEnd;
        atEnd = before == null
                ? action
                : () -> {
                    before.run();
                    action.run();
                };
    }

    /** Ends it without an answer. */
    void fail(EgressFailure failure) {
        finish(
                failure instanceof EgressFailure.Abandoned
                        ? new Outcome.Unknown(failure.sentence())
                        : new Outcome.Down(
                                failure.sentence(), new Findings(null, timings(false), null, certificateNotAfter)),
                true);
    }

    /** Ends it for a fault of our own. */
    void fault(Throwable problem) {
        LOG.error("A probe failed on our side", problem);
        finish(new Outcome.Unknown("The probe failed on our side"), true);
    }

    Timings timings(boolean answered) {
        begin(step, ours);
        return new Timings(
                answered ? (System.nanoTime() - begin) / 1000 : null,
                micros(Step.RESOLVING),
                micros(Step.CONNECTING),
                micros(Step.SECURING),
                answered ? micros(Step.WAITING) : null);
    }

    private void expire() {
        EgressFailure timedOut = new EgressFailure.TimedOut(step, allowed);
        boolean notTheTargets = ours.getAsBoolean() || isLoopBusy();
        fail(notTheTargets ? new EgressFailure.Abandoned(timedOut.sentence()) : timedOut);
    }

    /**
     * When the alarm rings late, the loop has more to do than it can, and the target may have answered long ago. When the
     * loop stood still for half of the time, the target may have answered in the other half and waited to be heard.
     */
    private boolean isLoopBusy() {
        long late = System.nanoTime() - begin - allowed.toNanos();
        long stalled = stalls.nanos() - stalledBefore;
        return late > LATE_ALARM_NANOS + allowed.toNanos() / 20 || stalled > allowed.toNanos() / 2;
    }

    private void finish(Outcome outcome, boolean abruptly) {
        if (over) {
            return;
        }
        over = true;
        alarm.cancel(false);
        if (channel != null) {
            close(channel, abruptly);
        }
        if (atEnd != null) {
            atEnd.run();
        }
        whenOver.accept(outcome);
    }

    private @Nullable Long micros(Step reached) {
        long nanos = spent[reached.ordinal()];
        return nanos == 0 ? null : nanos / 1000;
    }

    /**
     * Closes below TLS, whose farewell would wait for a peer that may never read again. What is given up is reset, so that
     * the kernel keeps nothing of it either.
     */
    private static void close(Channel open, boolean abruptly) {
        if (abruptly && open.isActive()) {
            open.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        ChannelHandlerContext first = open.pipeline().firstContext();
        if (first == null) {
            open.close();
        } else {
            first.close();
        }
    }
}
