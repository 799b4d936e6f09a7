package io.tocsin.ingest.otlp;

import io.tocsin.ingest.protobuf.Message;

/** The parts that data points of every kind are made of; filled field by field, then read. One for all points of a request. */
final class Point {
    private static final long NANOS_A_MILLI = 1_000_000;
    private static final int NO_RECORDED_VALUE = 1;
    /** Tells Prometheus and us that a series has ended (prometheus/model/value, StaleNaN). */
    private static final double STALE = Double.longBitsToDouble(0x7ff0000000000002L);

    final Attributes attributes = new Attributes();
    private long nanos;
    private long flags;

    void clear() {
        attributes.clear();
        nanos = 0;
        flags = 0;
    }

    void time(Message point) {
        nanos = point.fixed64();
    }

    void flags(Message point) {
        flags = point.varint();
    }

    long millis() {
        return Long.divideUnsigned(nanos, NANOS_A_MILLI);
    }

    /** The value, or what says that there is none any more. */
    double settled(double value) {
        return (flags & NO_RECORDED_VALUE) == 0 ? value : STALE;
    }
}
