package io.tocsin.ingest.limits;

/** A set of 64-bit fingerprints in one array: eight to sixteen bytes each. */
final class Fingerprints {
    private static final int SMALLEST = 256;

    private long[] slots = new long[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    boolean contains(long fingerprint) {
        return slots[slot(slots, value(fingerprint))] != 0;
    }

    /** @return whether it is new */
    boolean add(long fingerprint) {
        long value = value(fingerprint);
        int slot = slot(slots, value);
        if (slots[slot] != 0) {
            return false;
        }
        slots[slot] = value;
        if (++size * 4L > slots.length * 3L) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] wider = new long[2 * slots.length];
        for (long value : slots) {
            if (value != 0) {
                wider[slot(wider, value)] = value;
            }
        }
        slots = wider;
    }

    /** Where the value stands, or would. */
    private static int slot(long[] in, long value) {
        int slot = (int) (value ^ value >>> 32) & in.length - 1;
        while (in[slot] != 0 && in[slot] != value) {
            slot = slot + 1 & in.length - 1;
        }
        return slot;
    }

    /** Zero stands for an empty slot. */
    private static long value(long fingerprint) {
        return fingerprint == 0 ? 1 : fingerprint;
    }
}
