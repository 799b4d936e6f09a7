package io.tocsin.query.metrics;

import java.util.Map;

/**
 * 128 bits that stand for a list of series in memory, for as long as the process runs; {@link Digest} stands for it in
 * the database. Made for every event, hence not of SHA-256: a sender who looks for two lists alike mixes up nobody's
 * samples but its own.
 */
record Fingerprint(long high, long low) {
    /** Collects what is told apart. Labels count in the order in which they come: another order is merely looked up. */
    static final class Builder {
        private static final long ONE = 0x9FB2_1C65_1E98_DF25L;
        private static final long TWO = 0xD6E8_FEB8_6659_FD93L;

        private long high = 0x9E37_79B9_7F4A_7C15L;
        private long low = 0xC2B2_AE3D_27D4_EB4FL;

        Builder add(String name, Map<String, String> labels) {
            add(name);
            mix(labels.size());
            labels.forEach((label, value) -> {
                add(label);
                add(value);
            });
            return this;
        }

        Fingerprint build() {
            return new Fingerprint(scattered(high), scattered(low));
        }

        private void add(String text) {
            int length = text.length();
            mix(length);
            long one = high;
            long two = low;
            for (int i = 0; i < length; i++) {
                char letter = text.charAt(i);
                one = (one ^ letter) * ONE;
                two = Long.rotateLeft(two + letter, 29) * TWO;
            }
            high = one;
            low = two;
        }

        private void mix(long number) {
            high = (high ^ number) * TWO;
            low = Long.rotateLeft(low + number, 31) * ONE;
        }

        private static long scattered(long bits) {
            long mixed = (bits ^ bits >>> 32) * TWO;
            mixed = (mixed ^ mixed >>> 29) * ONE;
            return mixed ^ mixed >>> 32;
        }
    }
}
