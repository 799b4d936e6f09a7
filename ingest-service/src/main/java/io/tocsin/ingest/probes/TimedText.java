package io.tocsin.ingest.probes;

import java.time.Duration;

/** A text that may be read for so long: RE2 has no limit of its own, but reads character by character. */
final class TimedText implements CharSequence {
    private static final int LOOKS_AT_THE_CLOCK_EVERY = 256;

    private final String text;
    private final long nanos;
    private final long began = System.nanoTime();
    private int reads;

    TimedText(String text, Duration patience) {
        this.text = text;
        this.nanos = patience.toNanos();
    }

    /** @throws TooSlowException when the time is over */
    @Override
    public char charAt(int index) {
        if (++reads % LOOKS_AT_THE_CLOCK_EVERY == 0 && System.nanoTime() - began > nanos) {
            throw new TooSlowException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.subSequence(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
