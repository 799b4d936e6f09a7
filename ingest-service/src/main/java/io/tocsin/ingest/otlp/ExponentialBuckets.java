package io.tocsin.ingest.otlp;

import io.tocsin.ingest.protobuf.Message;

/**
 * The buckets of an exponential histogram as cumulative ones: bucket {@code i} of scale {@code s} ends at
 * {@code 2^((i+1)/2^s)} (opentelemetry-proto, metrics/v1). Empty buckets are left out; their bound says nothing that the
 * one before does not.
 */
final class ExponentialBuckets {
    /** Takes a bound and how many measurements were not above it. */
    interface Taker {
        void take(double bound, long below);
    }

    int scale;
    long zeros;
    double zeroThreshold;
    private long positiveOffset;
    private long negativeOffset;
    private final Longs positive = new Longs();
    private final Longs negative = new Longs();

    void positive(Message outer) {
        Message buckets = new Message().in(outer);
        for (int field = buckets.next(); field != 0; field = buckets.next()) {
            switch (field) {
                case 1 -> positiveOffset = buckets.zigzag();
                case 2 -> positive.addVarints(buckets);
                default -> buckets.skip();
            }
        }
    }

    void negative(Message outer) {
        Message buckets = new Message().in(outer);
        for (int field = buckets.next(); field != 0; field = buckets.next()) {
            switch (field) {
                case 1 -> negativeOffset = buckets.zigzag();
                case 2 -> negative.addVarints(buckets);
                default -> buckets.skip();
            }
        }
    }

    boolean tooMany() {
        return positive.tooMany() || negative.tooMany();
    }

    /** In ascending order, without the last, which is infinite. */
    void forEach(Taker taker) {
        long below = 0;
        for (int i = negative.size() - 1; i >= 0; i--) {
            if (negative.get(i) != 0) {
                below += negative.get(i);
                taker.take(-bound(negativeOffset + i), below);
            }
        }
        if (zeros != 0) {
            below += zeros;
            taker.take(zeroThreshold, below);
        }
        for (int i = 0; i < positive.size(); i++) {
            if (positive.get(i) != 0) {
                below += positive.get(i);
                taker.take(bound(positiveOffset + i + 1), below);
            }
        }
    }

    private double bound(long index) {
        return Math.pow(2, index * Math.pow(2, -scale));
    }
}
