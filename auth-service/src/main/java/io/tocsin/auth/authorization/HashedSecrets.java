package io.tocsin.auth.authorization;

import io.tocsin.auth.secrets.OpaqueToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Compares secrets with the SHA-256 of each that is good: they are random, so a slow hash would slow nobody but us. */
final class HashedSecrets implements PasswordEncoder {
    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        return secret == null ? null : HexFormat.of().formatHex(OpaqueToken.hash(secret.toString()));
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String hashes) {
        String own = encode(secret);
        if (own == null || hashes == null) {
            return false;
        }
        byte[] given = own.getBytes(StandardCharsets.US_ASCII);
        boolean same = false;
        for (String hash : hashes.split(" ", -1)) {
            same |= MessageDigest.isEqual(given, hash.getBytes(StandardCharsets.US_ASCII));
        }
        return same;
    }
}
