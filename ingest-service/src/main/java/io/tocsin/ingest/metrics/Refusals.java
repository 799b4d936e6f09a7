package io.tocsin.ingest.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which items of a batch were not taken, and why: the first hundred by name, all by number. */
public final class Refusals {
    private static final int NAMED = 100;

    /**
     * One item that was not taken.
     *
     * @param index its place in the batch, from 0
     */
    public record Refusal(int index, String reason) {}

    private final List<Refusal> named = new ArrayList<>();
    private int count;

    public void add(int index, String reason) {
        if (count++ < NAMED) {
            named.add(new Refusal(index, reason));
        }
    }

    public int count() {
        return count;
    }

    public List<Refusal> named() {
        return Collections.unmodifiableList(named);
    }

    /** How many of how many, and why the first: one line. */
    public String summary(int items) {
        String why = named.isEmpty() ? "" : ": " + named.getFirst().reason();
        return "%d of %d samples were not taken%s".formatted(count, items, why);
    }
}
