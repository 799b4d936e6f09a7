package io.tocsin.query.metrics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/** 128 bits of SHA-256 that stand for a series or a list of series. */
record Digest(long high, long low) {

    /** Collects what is digested; strings carry their length, so that no two lists look alike. */
    static final class Builder {
        private final MessageDigest sha;

        Builder() {
            try {
                sha = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has SHA-256", e);
            }
        }

        /** @param labels in whatever order; they are digested in order of their names */
        Builder add(String name, Map<String, String> labels) {
            add(name);
            String[] names = labels.keySet().toArray(String[]::new);
            java.util.Arrays.sort(names);
            sha.update((byte) names.length);
            for (String label : names) {
                add(label);
                add(labels.getOrDefault(label, ""));
            }
            return this;
        }

        Digest build() {
            ByteBuffer digest = ByteBuffer.wrap(sha.digest());
            return new Digest(digest.getLong(), digest.getLong());
        }

        private void add(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            sha.update((byte) (bytes.length >> 16));
            sha.update((byte) (bytes.length >> 8));
            sha.update((byte) bytes.length);
            sha.update(bytes);
        }
    }

    byte[] bytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }
}
