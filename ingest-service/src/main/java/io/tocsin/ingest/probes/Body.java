package io.tocsin.ingest.probes;

import io.netty.buffer.ByteBuf;
import io.tocsin.platform.gzip.GzipStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final @Nullable String keptFor;
    private final AtomicInteger taken = new AtomicInteger();
    private byte[] bytes = new byte[0];
    private int length;
    private volatile boolean searched;

    /** @param keptFor the account in whose room it is kept; null if it is not kept */
    Body(Bodies bodies, @Nullable String keptFor) {
        this.bodies = bodies;
        this.keptFor = keptFor;
    }

    Progress add(ByteBuf part) {
        int count = Math.min(part.readableBytes(), MOST - length);
        if (keptFor != null && count > 0) {
            if (!makeRoom(keptFor, length + count)) {
                return Progress.NO_ROOM;
            }
            part.getBytes(part.readerIndex(), bytes, length, count);
        }
        length += count;
        return length == MOST ? Progress.FULL : Progress.MORE;
    }

    /** From now on it is whoever searches it who gives the room back: what waits to be searched is still in memory. */
    void handOver() {
        searched = true;
    }

    /** Gives the room back, unless it was handed over. */
    void release() {
        if (!searched) {
            giveBack();
        }
    }

    /** Gives the room back; in any thread. */
    void giveBack() {
        int mine = taken.getAndSet(0);
        if (keptFor != null && mine > 0) {
            bodies.giveBack(keptFor, mine);
        }
    }

    /**
     * What is wrong with the body; null where nothing is. Takes milliseconds; with a large expression up to its patience.
     *
     * @param coding what the Content-Encoding header says; an answer may be packed although nobody asked for it
     * @throws TooSlowException if the expression takes longer than that
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

    private boolean makeRoom(String accountId, int needed) {
        if (needed <= bytes.length) {
            return true;
        }
        int size = Math.min(MOST, Math.max(FIRST, Math.max(needed, bytes.length * 2)));
        if (!bodies.take(accountId, size - taken.get())) {
            return false;
        }
        taken.set(size);
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
