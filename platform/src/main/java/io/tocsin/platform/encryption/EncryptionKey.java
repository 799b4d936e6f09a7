package io.tocsin.platform.encryption;

import io.tocsin.platform.settings.SettingsException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key and the name under which values remember it.
 *
 * @param id begin of the key's SHA-256, so that nobody has to number keys
 */
record EncryptionKey(String id, SecretKey secret) {
    private static final int BYTES = 32;
    private static final int ID_BYTES = 4;

    /** @throws SettingsException naming the setting, never the value */
    static EncryptionKey parse(String setting, String base64) {
        byte[] key = decode(base64);
        if (key.length != BYTES) {
            throw new SettingsException("%s must be %d random bytes in base64, as `openssl rand -base64 %d` prints them"
                    .formatted(setting, BYTES, BYTES));
        }
        return new EncryptionKey(HexFormat.of().formatHex(fingerprint(key)), new SecretKeySpec(key, "AES"));
    }

    @Override
    public String toString() {
        return "key " + id;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] fingerprint(byte[] key) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(key), ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
