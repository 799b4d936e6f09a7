package io.tocsin.ingest.otlp;

import io.tocsin.ingest.protobuf.Message;
import java.util.Arrays;

/** 64-bit values of a repeated field, in their order; doubles by their bits. What no sender has a reason to send is not kept. */
final class Longs {
    /** The SDKs of OpenTelemetry make 160 buckets at most. */
    static final int MOST = 512;

    private long[] values = new long[16];
    private int size;
    private boolean tooMany;

    int size() {
        return size;
    }

    /** Whether there were more than {@link #MOST}. */
    boolean tooMany() {
        return tooMany;
    }

    long get(int i) {
        return values[i];
    }

    double real(int i) {
        return Double.longBitsToDouble(values[i]);
    }

    void add(long value) {
        if (size == MOST) {
            tooMany = true;
            return;
        }
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
        while (!packed.ended() && !tooMany) {
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
        while (!packed.ended() && !tooMany) {
            add(packed.packedVarint());
        }
    }
}
