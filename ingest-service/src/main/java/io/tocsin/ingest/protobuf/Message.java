package io.tocsin.ingest.protobuf;

import io.tocsin.ingest.metrics.Interned;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Walks over the fields of a Protocol Buffers message (encoding of proto2 and proto3) where it lies, without a copy. Whatever
 * does not fit throws {@link ErrorCode#METRICS_005}. Nothing calls itself: how deep messages are nested is up to who reads.
 */
public final class Message {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int DELIMITED = 2;
    private static final int FIXED32 = 5;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = {};
    private int position;
    private int end;
    private int type;

    /** Begins with a whole body. */
    public Message over(byte[] body) {
        return over(body, 0, body.length);
    }

    /** Begins with a part of it. */
    public Message over(byte[] body, int from, int to) {
        bytes = body;
        position = from;
        end = to;
        return this;
    }

    /** Begins with the message that stands in the current field of another, which goes on behind it. */
    public Message in(Message outer) {
        int from = outer.delimited();
        return over(outer.bytes, from, outer.position);
    }

    /** Goes on to the next field and returns its number; 0 at the end. The field is to be read or skipped. */
    public int next() {
        if (position == end) {
            return 0;
        }
        long tag = raw();
        type = (int) tag & 7;
        int field = (int) (tag >>> 3);
        if (tag < 0 || tag >>> 3 > 0x1fffffff || field == 0) {
            throw malformed();
        }
        return field;
    }

    public void skip() {
        switch (type) {
            case VARINT -> raw();
            case FIXED64 -> advance(8);
            case DELIMITED -> delimited();
            case FIXED32 -> advance(4);
            default -> throw malformed();
        }
    }

    /** int32, int64, uint32, uint64, bool, enum. */
    public long varint() {
        expect(VARINT);
        return raw();
    }

    /** sint32, sint64. */
    public long zigzag() {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /** fixed64, sfixed64. */
    public long fixed64() {
        expect(FIXED64);
        return (long) LONG.get(bytes, advance(8));
    }

    /** fixed32, sfixed32. */
    public int fixed32() {
        expect(FIXED32);
        return (int) INT.get(bytes, advance(4));
    }

    /** double, whatever its bits: a NaN keeps what it carries. */
    public double real() {
        return Double.longBitsToDouble(fixed64());
    }

    public String text() {
        int from = delimited();
        return Interned.of(bytes, from, position - from);
    }

    public byte[] octets() {
        int from = delimited();
        return Arrays.copyOfRange(bytes, from, position);
    }

    /** Whether the current field is one of a repeated scalar field's values, and not all of them packed. */
    public boolean single() {
        return type != DELIMITED;
    }

    public boolean ended() {
        return position == end;
    }

    /** Where the next octet would be read. */
    public int position() {
        return position;
    }

    /** One of several values that are packed into this message. */
    public long packedVarint() {
        return raw();
    }

    /** The same for fixed64. */
    public long packedFixed64() {
        return (long) LONG.get(bytes, advance(8));
    }

    private int delimited() {
        expect(DELIMITED);
        long length = raw();
        if (length < 0 || length > end - position) {
            throw malformed();
        }
        return advance((int) length);
    }

    private long raw() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (position == end) {
                throw malformed();
            }
            byte octet = bytes[position++];
            value |= (octet & 0x7fL) << shift;
            if (octet >= 0) {
                return value;
            }
        }
        throw malformed();
    }

    /** @return where it was before */
    private int advance(int octets) {
        if (octets > end - position) {
            throw malformed();
        }
        int from = position;
        position += octets;
        return from;
    }

    private void expect(int wanted) {
        if (type != wanted) {
            throw malformed();
        }
    }

    private static ApiException malformed() {
        return new ApiException(ErrorCode.METRICS_005, "The body is not valid protobuf");
    }
}
