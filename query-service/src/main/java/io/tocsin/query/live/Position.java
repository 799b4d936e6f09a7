package io.tocsin.query.live;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader stands in all partitions of the streamed topics: the offsets that come next, by topic and partition. As
 * text it is the id of an event, which any instance understands.
 */
final class Position {
    private static final byte VERSION = 1;
    private static final int MOST_PARTITIONS = 1000;
    private static final int LONGEST = 16 * 1024;

    private final long[][] next;

    Position(long[][] next) {
        this.next = next;
    }

    static Position copyOf(Position other) {
        return new Position(Arrays.stream(other.next).map(long[]::clone).toArray(long[][]::new));
    }

    int topics() {
        return next.length;
    }

    int partitions(int topic) {
        return next[topic].length;
    }

    long next(int topic, int partition) {
        return next[topic][partition];
    }

    void advance(int topic, int partition, long offset) {
        next[topic][partition] = offset;
    }

    /** Whether it is about the same topics and partitions. */
    boolean isLike(Position other) {
        return Arrays.equals(
                Arrays.stream(next).mapToInt(topic -> topic.length).toArray(),
                Arrays.stream(other.next).mapToInt(topic -> topic.length).toArray());
    }

    String text() {
        ByteBuffer bytes = ByteBuffer.allocate(
                2 + Arrays.stream(next).mapToInt(topic -> 5 + 10 * topic.length).sum());
        bytes.put(VERSION).put((byte) next.length);
        for (long[] topic : next) {
            write(bytes, topic.length);
            for (long offset : topic) {
                write(bytes, offset);
            }
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
    }

    /** @return null if it is none */
    static @Nullable Position parse(@Nullable String text) {
        if (text == null || text.length() > LONGEST) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.get() != VERSION) {
                return null;
            }
            long[][] next = new long[bytes.get() & 0xff][];
            for (int topic = 0; topic < next.length; topic++) {
                long partitions = read(bytes);
                if (partitions < 0 || partitions > MOST_PARTITIONS) {
                    return null;
                }
                next[topic] = new long[(int) partitions];
                for (int partition = 0; partition < partitions; partition++) {
                    next[topic][partition] = read(bytes);
                }
            }
            return bytes.hasRemaining() ? null : new Position(next);
        } catch (IllegalArgumentException | BufferUnderflowException _) {
            return null;
        }
    }

    private static void write(ByteBuffer bytes, long number) {
        long rest = number;
        while (rest >= 0x80) {
            bytes.put((byte) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    private static long read(ByteBuffer bytes) {
        long number = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte part = bytes.get();
            number |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("The number is too long");
    }
}
