package io.tocsin.gateway.exchange;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens by the SHA-256 of the credential that they were got for. Of many who bring one credential the first asks, and all
 * get what becomes of it. That it is no good, or that auth-service can't tell, is remembered for a second, so that a client
 * that insists costs auth-service nothing, and nobody waits behind somebody who waited in vain.
 */
final class ExchangedTokens {
    private static final Duration REFUSED = Duration.ofSeconds(1);
    /** A token is not handed on in its last seconds: it has to arrive. */
    private static final Duration MARGIN = Duration.ofSeconds(5);
    /** How long somebody waits for what somebody else asked. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private record Entry(
            @Nullable String token, Duration life, @Nullable ApiException failure) {
        @Nullable
        String tokenOrFailure() {
            if (failure != null) {
                throw failure;
            }
            return token;
        }
    }

    private final AsyncCache<String, Entry> entries;
    private final Duration longest;

    ExchangedTokens(Duration longest, int remembered, Ticker ticker) {
        this.longest = longest;
        this.entries = Caffeine.newBuilder()
                .maximumSize(remembered)
                .ticker(ticker)
                .expireAfter(Expiry.creating((String hash, Entry entry) -> entry.life()))
                .buildAsync();
    }

    /**
     * The token for the credential; asked for at most once at a time, null if the credential is no good.
     *
     * @throws ApiException what the exchange threw, now or within the last second; GATEWAY_002 if the answer to somebody
     *     else takes too long
     */
    @Nullable
    String of(String credential, Supplier<@Nullable TokenAnswer> exchange) {
        CompletableFuture<Entry> own = new CompletableFuture<>();
        CompletableFuture<Entry> first = entries.get(sha256(credential), (_, _) -> own);
        return first == own ? ask(exchange, own) : await(first);
    }

    private @Nullable String ask(Supplier<@Nullable TokenAnswer> exchange, CompletableFuture<Entry> answer) {
        try {
            Entry entry = entry(exchange.get());
            answer.complete(entry);
            return entry.token();
        } catch (ApiException e) {
            answer.complete(new Entry(null, REFUSED, e));
            throw e;
        } finally {
            // whatever else went wrong, nobody waits for it
            answer.completeExceptionally(unavailable());
        }
    }

    private static @Nullable String await(CompletableFuture<Entry> answer) {
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).tokenOrFailure();
        } catch (ExecutionException | TimeoutException _) {
            throw unavailable();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw unavailable();
        }
    }

    private Entry entry(@Nullable TokenAnswer answer) {
        if (answer == null) {
            return new Entry(null, REFUSED, null);
        }
        Duration left = Duration.ofSeconds(answer.expiresIn()).minus(MARGIN);
        Duration life = left.compareTo(longest) < 0 ? left : longest;
        return new Entry(answer.accessToken(), life.isNegative() ? Duration.ZERO : life, null);
    }

    private static ApiException unavailable() {
        return new ApiException(ErrorCode.GATEWAY_002).retryAfter(PATIENCE);
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
