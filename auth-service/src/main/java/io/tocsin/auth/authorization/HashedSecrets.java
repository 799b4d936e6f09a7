package io.tocsin.auth.authorization;

import io.tocsin.auth.secrets.OpaqueToken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Compares secrets with their SHA-256: they are random, so a slow hash would slow nobody but us. */
final class HashedSecrets implements PasswordEncoder {
    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        return secret == null ? null : HexFormat.of().formatHex(OpaqueToken.hash(secret.toString()));
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String hash) {
        String own = encode(secret);
        return own != null
                && hash != null
                && MessageDigest.isEqual(
                        own.getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }
}
