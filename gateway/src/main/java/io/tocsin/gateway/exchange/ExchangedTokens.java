package io.tocsin.gateway.exchange;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens by the SHA-256 of the credential that they were got for. Credentials that are no good are remembered for a second,
 * so that a client that insists costs auth-service nothing.
 */
final class ExchangedTokens {
    private static final Duration REFUSED = Duration.ofSeconds(1);
    /** A token is not handed on in its last seconds: it has to arrive. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private record Entry(@Nullable String token, Duration life) {}

    private final Cache<String, Entry> entries;
    private final Duration longest;

    ExchangedTokens(Duration longest, int remembered, Ticker ticker) {
        this.longest = longest;
        this.entries = Caffeine.newBuilder()
                .maximumSize(remembered)
                .ticker(ticker)
                .expireAfter(Expiry.creating((String hash, Entry entry) -> entry.life()))
                .build();
    }

    /** The token for the credential; asked for at most once at a time, null if the credential is no good. */
    @Nullable
    String of(String credential, Supplier<@Nullable TokenAnswer> exchange) {
        return entries.get(sha256(credential), hash -> entry(exchange.get())).token();
    }

    private Entry entry(@Nullable TokenAnswer answer) {
        if (answer == null) {
            return new Entry(null, REFUSED);
        }
        Duration left = Duration.ofSeconds(answer.expiresIn()).minus(MARGIN);
        Duration life = left.compareTo(longest) < 0 ? left : longest;
        return new Entry(answer.accessToken(), life.isNegative() ? Duration.ZERO : life);
    }

    private static String sha256(String credential) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(credential.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
