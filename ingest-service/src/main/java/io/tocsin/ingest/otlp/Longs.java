package io.tocsin.ingest.otlp;

import io.tocsin.ingest.protobuf.Message;
import java.util.Arrays;

/** 64-bit values of a repeated field, in their order; doubles by their bits. */
final class Longs {
    private long[] values = new long[16];
    private int size;

    int size() {
        return size;
    }

    long get(int i) {
        return values[i];
    }

    double real(int i) {
        return Double.longBitsToDouble(values[i]);
    }

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    /** The current field's, of which there may be one or, packed, many. */
    void addFixed(Message point) {
        if (point.single()) {
            add(point.fixed64());
            return;
        }
        Message packed = new Message().in(point);
        while (!packed.ended()) {
            add(packed.packedFixed64());
        }
    }

    /** The same for varints. */
    void addVarints(Message point) {
        if (point.single()) {
            add(point.varint());
            return;
        }
        Message packed = new Message().in(point);
        while (!packed.ended()) {
            add(packed.packedVarint());
        }
    }
}
