package io.tocsin.bench.ingest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes protobuf messages. */
final class Protobuf {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Protobuf varint(int field, long value) {
        raw(field << 3);
        raw(value);
        return this;
    }

    Protobuf real(int field, double value) {
        raw(field << 3 | 1);
        long bits = Double.doubleToRawLongBits(value);
        for (int i = 0; i < 8; i++) {
            out.write((int) (bits >>> 8 * i));
        }
        return this;
    }

    Protobuf text(int field, String value) {
        return octets(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Protobuf bytes(int field, Protobuf value) {
        return octets(field, value.toByteArray());
    }

    byte[] toByteArray() {
        return out.toByteArray();
    }

    private Protobuf octets(int field, byte[] value) {
        raw(field << 3 | 2);
        raw(value.length);
        out.writeBytes(value);
        return this;
    }

    private void raw(long value) {
        long left = value;
        while ((left & ~0x7fL) != 0) {
            out.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
