package io.tocsin.ingest.protobuf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A Protocol Buffers message that is being written. */
public final class Draft {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public Draft varint(int field, long value) {
        raw((long) field << 3);
        raw(value);
        return this;
    }

    public Draft fixed64(int field, long value) {
        raw((long) field << 3 | 1);
        for (int i = 0; i < Long.BYTES; i++) {
            out.write((int) (value >>> Byte.SIZE * i));
        }
        return this;
    }

    public Draft text(int field, String value) {
        return octets(field, value.getBytes(StandardCharsets.UTF_8));
    }

    public Draft octets(int field, byte[] value) {
        raw((long) field << 3 | 2);
        raw(value.length);
        out.writeBytes(value);
        return this;
    }

    public byte[] toByteArray() {
        return out.toByteArray();
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
