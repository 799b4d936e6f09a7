package io.tocsin.platform.encryption;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts single fields with AES-256-GCM (NIST SP 800-38D). A value is bound to its context, such as {@code
 * "monitor.headers mon_0193…"}: it can't be read in the place of another. It carries the id of its key, so keys can
 * change while values stay: {@code v1.<key id>.<nonce, ciphertext and tag in base64url>}.
 *
 * <p>One key is good for some 4 000 000 000 values, for nonces are random.
 */
public final class FieldEncryption {
    private static final String VERSION = "v1";
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final EncryptionKey current;
    private final Map<String, EncryptionKey> keys = new HashMap<>();

    /** @throws io.tocsin.platform.settings.SettingsException when there is no key */
    public FieldEncryption(EncryptionSettings settings) {
        this(settings.current(), settings.previous());
    }

    FieldEncryption(EncryptionKey current, List<EncryptionKey> previous) {
        this.current = current;
        previous.forEach(key -> keys.put(key.id(), key));
        keys.put(current.id(), current);
    }

    /**
     * Encrypts with the current key; the same text never looks the same twice.
     *
     * @param context what the value is and whose, needed again to decrypt it; not secret
     */
    public String encrypt(String plain, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, current, nonce, context)
                    .doFinal(plain.getBytes(StandardCharsets.UTF_8));
            byte[] both = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return VERSION + "." + current.id() + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM lacks AES-GCM", e);
        }
    }

    /**
     * The text that was encrypted.
     *
     * @param context exactly as when it was encrypted
     * @throws UnreadableFieldException when the value was changed, belongs elsewhere, or its key is not known
     */
    public String decrypt(String encrypted, String context) {
        String[] parts = encrypted.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw unreadable(context, "is not an encrypted value", null);
        }
        EncryptionKey key = keys.get(parts[1]);
        if (key == null) {
            throw unreadable(context, "is encrypted with a key that is not configured: " + parts[1], null);
        }
        try {
            byte[] both = Base64.getUrlDecoder().decode(parts[2]);
            ByteBuffer buffer = ByteBuffer.wrap(both);
            byte[] nonce = new byte[NONCE_BYTES];
            buffer.get(nonce);
            byte[] sealed = new byte[buffer.remaining()];
            buffer.get(sealed);
            return new String(cipher(Cipher.DECRYPT_MODE, key, nonce, context).doFinal(sealed), StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw unreadable(context, "was changed, or belongs elsewhere", e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unreadable(context, "is damaged", e);
        }
    }

    private static Cipher cipher(int mode, EncryptionKey key, byte[] nonce, String context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static UnreadableFieldException unreadable(String context, String why, @Nullable Exception cause) {
        return new UnreadableFieldException("The value of %s %s".formatted(context, why), cause);
    }
}
