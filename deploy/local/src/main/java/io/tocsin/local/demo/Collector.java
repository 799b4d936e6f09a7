package io.tocsin.local.demo;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * Measures this machine and pushes what it finds, oldest first. What the product can't take at the moment is kept and
 * pushed again under the same batch id; measuring goes on meanwhile.
 */
final class Collector implements Callable<Void> {

    private static final Duration EVERY = Duration.ofSeconds(2);

    /** Half an hour's worth; beyond that the oldest is given up. */
    private static final int MOST_KEPT = 900;

    private final MachineFigures figures;
    private final Enrolment enrolment;
    private final Ledger ledger;
    private final Feed feed;
    private final InstantSource clock;
    private final Deque<Batch> kept = new ArrayDeque<>();
    private Door door;

    Collector(Enrolment enrolment, Ledger ledger, Feed feed, InstantSource clock) {
        this.figures = enrolment.figures();
        this.enrolment = enrolment;
        this.ledger = ledger;
        this.feed = feed;
        this.clock = clock;
        this.door = enrolment.door();
    }

    @Override
    public Void call() throws InterruptedException {
        while (true) {
            var next = System.nanoTime() + EVERY.toNanos();
            measure();
            var pause = pushAll();
            var rest = Duration.ofNanos(next - System.nanoTime());
            Thread.sleep(pause.compareTo(rest) > 0 ? pause : rest);
        }
    }

    private void measure() {
        kept.add(new Batch(UUID.randomUUID().toString(), clock.instant(), figures.read()));
        if (kept.size() > MOST_KEPT) {
            ledger.note(kept.remove(), new Fate.Refused("given up by the sender"));
        }
    }

    /** Returns how long the product asks to wait. */
    private Duration pushAll() {
        while (!kept.isEmpty()) {
            var batch = kept.element();
            var fate = door.push(batch);
            ledger.note(batch, fate);
            switch (fate) {
                case Fate.Acknowledged _ -> kept.remove();
                case Fate.Refused refused -> {
                    feed.say("A batch was refused: " + refused.reason());
                    kept.remove();
                }
                case Fate.Barred barred -> {
                    feed.say("The collector is registered again: " + barred.reason());
                    return enrolAgain();
                }
                case Fate.Unknown unknown -> {
                    feed.say("A batch has to be pushed again: " + unknown.reason());
                    return unknown.pause();
                }
            }
        }
        return Duration.ZERO;
    }

    private Duration enrolAgain() {
        try {
            door = enrolment.newDoor();
            return Duration.ZERO;
        } catch (UnavailableException e) {
            return e.pause();
        }
    }
}
