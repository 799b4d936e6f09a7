package io.tocsin.ingest.metrics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Which items of a batch were not taken, and why: the first hundred by name, all by number. */
final class Refusals {
    private static final int NAMED = 100;

    /**
     * One item that was not taken.
     *
     * @param index its place in the batch, from 0
     */
    record Refusal(int index, String reason) {}

    private final List<Refusal> named = new ArrayList<>();
    private int count;

    void add(int index, String reason) {
        if (count++ < NAMED) {
            named.add(new Refusal(index, reason));
        }
    }

    int count() {
        return count;
    }

    List<Refusal> named() {
        return Collections.unmodifiableList(named);
    }
}
