package io.tocsin.ingest.probes;

import io.netty.buffer.ByteBuf;
import io.tocsin.platform.gzip.GzipStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The body of an answer, of which a megabyte is read at most, before and after unpacking. */
final class Body {
    private static final int MOST = 1 << 20;
    private static final int FIRST = 8192;

    /** Whether to go on reading. */
    enum Progress {
        /** There may be more. */
        MORE,
        /** Enough was read; the rest does not matter. */
        FULL,
        /** All room for bodies is taken. */
        NO_ROOM
    }

    private final Bodies bodies;
    private final boolean kept;
    private byte[] bytes = new byte[0];
    private int length;
    private int taken;

    Body(Bodies bodies, boolean kept) {
        this.bodies = bodies;
        this.kept = kept;
    }

    Progress add(ByteBuf part) {
        int count = Math.min(part.readableBytes(), MOST - length);
        if (kept && count > 0) {
            if (!makeRoom(length + count)) {
                return Progress.NO_ROOM;
            }
            part.getBytes(part.readerIndex(), bytes, length, count);
        }
        length += count;
        return length == MOST ? Progress.FULL : Progress.MORE;
    }

    /** Gives the room back; the bytes themselves stay with whoever still reads them. */
    void release() {
        bodies.giveBack(taken);
        taken = 0;
    }

    /**
     * What is wrong with the body; null where nothing is. Takes milliseconds.
     *
     * @param coding what the Content-Encoding header says; an answer may be packed although nobody asked for it
     */
    @Nullable
    String search(@Nullable String coding, Keyword keyword) {
        if (!isGzip(coding)) {
            return keyword.complaint(text(bytes, length), length == MOST);
        }
        try (InputStream unpacked = new GzipStream(new ByteArrayInputStream(bytes, 0, length))) {
            byte[] plain = unpacked.readNBytes(MOST);
            return keyword.complaint(text(plain, plain.length), plain.length == MOST);
        } catch (IOException _) {
            return length == MOST
                    ? "The keyword could not be looked for: the packed answer is too large"
                    : "The answer is not valid HTTP: its body is not gzip, as it says";
        }
    }

    private boolean makeRoom(int needed) {
        if (needed <= bytes.length) {
            return true;
        }
        int size = Math.min(MOST, Math.max(FIRST, Math.max(needed, bytes.length * 2)));
        if (!bodies.take(size - taken)) {
            return false;
        }
        taken = size;
        bytes = Arrays.copyOf(bytes, size);
        return true;
    }

    private static String text(byte[] bytes, int length) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static boolean isGzip(@Nullable String coding) {
        return coding != null
                && switch (coding.strip().toLowerCase(Locale.ROOT)) {
                    case "gzip", "x-gzip" -> true;
                    default -> false;
                };
    }
}
