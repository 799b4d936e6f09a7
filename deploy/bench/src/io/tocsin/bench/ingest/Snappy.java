package io.tocsin.bench.ingest;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Packs Snappy's block format (google/snappy, format_description.txt): matches of four octets and more, greedily. */
final class Snappy {
    private static final int TABLE_BITS = 14;
    private static final int FARTHEST = 65_535;

    private Snappy() {}

    static byte[] packed(byte[] in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length / 2 + 16);
        for (int left = in.length; ; left >>>= 7) {
            if (left < 0x80) {
                out.write(left);
                break;
            }
            out.write(left & 0x7f | 0x80);
        }
        int[] table = new int[1 << TABLE_BITS];
        Arrays.fill(table, -1);
        int literal = 0;
        int at = 0;
        while (at + 4 <= in.length) {
            int word = word(in, at);
            int slot = word * 0x1e35a7bd >>> 32 - TABLE_BITS;
            int candidate = table[slot];
            table[slot] = at;
            if (candidate < 0 || at - candidate > FARTHEST || word(in, candidate) != word) {
                at++;
                continue;
            }
            literal(out, in, literal, at);
            int length = 4;
            while (at + length < in.length && in[candidate + length] == in[at + length]) {
                length++;
            }
            copies(out, at - candidate, length);
            at += length;
            literal = at;
        }
        literal(out, in, literal, in.length);
        return out.toByteArray();
    }

    private static void literal(ByteArrayOutputStream out, byte[] in, int from, int to) {
        int length = to - from - 1;
        if (length < 0) {
            return;
        }
        if (length < 60) {
            out.write(length << 2);
        } else if (length < 256) {
            out.write(60 << 2);
            out.write(length);
        } else if (length < 65_536) {
            out.write(61 << 2);
            out.write(length);
            out.write(length >>> 8);
        } else {
            out.write(62 << 2);
            out.write(length);
            out.write(length >>> 8);
            out.write(length >>> 16);
        }
        out.write(in, from, to - from);
    }

    private static void copies(ByteArrayOutputStream out, int offset, int length) {
        for (int left = length; left > 0; ) {
            int part = Math.min(64, left);
            out.write(part - 1 << 2 | 2);
            out.write(offset);
            out.write(offset >>> 8);
            left -= part;
        }
    }

    private static int word(byte[] in, int at) {
        return in[at] & 0xff | (in[at + 1] & 0xff) << 8 | (in[at + 2] & 0xff) << 16 | in[at + 3] << 24;
    }
}
