package io.tocsin.platform.scheduling;

import java.util.function.BooleanSupplier;

/** Work that comes in batches, each a transaction of its own, so that none holds its locks for long. */
public final class Batches {
    private Batches() {}

    /**
     * Works until a batch was not full, or for so many of them: what is left then waits for the next time.
     *
     * @param most how many batches at one time
     * @param batch does one, and returns whether it was full
     */
    public static void whileFull(int most, BooleanSupplier batch) {
        int done = 0;
        while (done < most && batch.getAsBoolean()) {
            done++;
        }
    }
}
