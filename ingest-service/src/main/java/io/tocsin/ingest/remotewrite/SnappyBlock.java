package io.tocsin.ingest.remotewrite;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;

/** Unpacks Snappy's block format (google/snappy, format_description.txt). Every index is checked: the input is a stranger's. */
final class SnappyBlock {
    private final byte[] in;
    private int at;

    private SnappyBlock(byte[] in) {
        this.in = in;
    }

    /** What the block says that it unpacks to, in bytes; up to 2^32-1. */
    static long length(byte[] packed) {
        return new SnappyBlock(packed).preamble();
    }

    /** @throws ApiException METRICS_005 if it is no such block */
    static byte[] unpack(byte[] packed) {
        SnappyBlock block = new SnappyBlock(packed);
        byte[] out = new byte[(int) block.preamble()];
        try {
            block.elements(out);
        } catch (IndexOutOfBoundsException _) {
            throw malformed();
        }
        return out;
    }

    private long preamble() {
        long length = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            if (at == in.length) {
                throw malformed();
            }
            byte octet = in[at++];
            length |= (octet & 0x7fL) << shift;
            if (octet >= 0) {
                if (length > 0xffff_ffffL) {
                    throw malformed();
                }
                return length;
            }
        }
        throw malformed();
    }

    private void elements(byte[] out) {
        int filled = 0;
        while (at < in.length) {
            int tag = in[at++] & 0xff;
            switch (tag & 3) {
                case 0 -> filled = literal(tag >>> 2, out, filled);
                case 1 -> filled = copy(out, filled, (tag >>> 5) << 8 | little(1), (tag >>> 2 & 7) + 4);
                case 2 -> filled = copy(out, filled, little(2), (tag >>> 2) + 1);
                default -> filled = copy(out, filled, little(4), (tag >>> 2) + 1);
            }
        }
        if (filled != out.length) {
            throw malformed();
        }
    }

    private int literal(int size, byte[] out, int filled) {
        int length = (size < 60 ? size : little(size - 59)) + 1;
        if (length <= 0) {
            throw malformed();
        }
        System.arraycopy(in, at, out, filled, length);
        at += length;
        return filled + length;
    }

    /** What is copied may reach into what the copy itself writes. */
    private static int copy(byte[] out, int filled, int offset, int length) {
        int from = filled - offset;
        if (offset <= 0 || from < 0) {
            throw malformed();
        }
        if (offset >= length) {
            System.arraycopy(out, from, out, filled, length);
        } else {
            for (int i = 0; i < length; i++) {
                out[filled + i] = out[from + i];
            }
        }
        return filled + length;
    }

    private int little(int octets) {
        int value = 0;
        for (int i = 0; i < octets; i++) {
            value |= (in[at++] & 0xff) << 8 * i;
        }
        return value;
    }

    private static ApiException malformed() {
        return new ApiException(ErrorCode.METRICS_005, "The body is not a valid Snappy block");
    }
}
