package io.tocsin.ingest.metrics;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.IntConsumer;

/** Tells how much was read while it is read. */
final class CountedInput extends FilterInputStream {
    private final IntConsumer counter;

    /** @param counter is told of each portion, and may throw to end the reading */
    CountedInput(InputStream in, IntConsumer counter) {
        super(in);
        this.counter = counter;
    }

    @Override
    public int read() throws IOException {
        int octet = in.read();
        if (octet >= 0) {
            counter.accept(1);
        }
        return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        if (count > 0) {
            counter.accept(count);
        }
        return count;
    }

    @Override
    public long skip(long n) throws IOException {
        return in.readNBytes((int) Math.min(n, Integer.MAX_VALUE)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
