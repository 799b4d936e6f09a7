package io.tocsin.auth.passwords;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords and compares them. A hash costs tens of milliseconds of a core on purpose, so only a few are computed
 * at once, on threads of their own: a virtual thread gives its carrier back only when it waits. Who would wait too long for
 * a turn gets 503 and a Retry-After.
 */
@Component
public class Passwords implements AutoCloseable {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;

    private final PasswordEncoder encoder;
    private final Semaphore turns;
    private final ExecutorService threads;
    private final Duration patience;
    private final String nobodysHash;

    Passwords(PasswordSettings settings) {
        this.encoder = new DelegatingPasswordEncoder(
                "bcrypt-sha256", Map.of("bcrypt-sha256", new DigestedBcrypt(settings.bcryptCost())));
        this.turns = new Semaphore(settings.atOnce(), true);
        this.threads = Executors.newFixedThreadPool(
                settings.atOnce(),
                Thread.ofPlatform().name("passwords-", 1).daemon().factory());
        this.patience = settings.patience();
        this.nobodysHash =
                Objects.requireNonNull(encoder.encode(UUID.randomUUID().toString()));
    }

    /** Shorter than 8 characters in NFC. */
    public boolean isTooShort(String password) {
        return length(password) < SHORTEST;
    }

    /** Longer than 128 characters in NFC. */
    public boolean isTooLong(String password) {
        return length(password) > LONGEST;
    }

    /** The hash to keep, with the name of its algorithm. */
    public String hash(String password) {
        return inTurn(() -> Objects.requireNonNull(encoder.encode(password)));
    }

    /**
     * Whether the password is right.
     *
     * @param hash what was kept; null where there is no such user, which takes as long
     */
    public boolean matches(String password, @Nullable String hash) {
        if (isTooShort(password) || isTooLong(password)) {
            return false;
        }
        boolean same = inTurn(() -> encoder.matches(password, hash == null ? nobodysHash : hash));
        return same && hash != null;
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    private <T> T inTurn(Supplier<T> work) {
        try {
            if (!turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return CompletableFuture.supplyAsync(work, threads).join();
        } finally {
            turns.release();
        }
    }

    private ApiException busy() {
        return new ApiException(ErrorCode.INTERNAL_002, "Too many people sign in at the moment").retryAfter(patience);
    }

    /** A password of a megabyte is not worth normalizing to learn that it is too long. */
    private static int length(String password) {
        return password.length() > LONGEST * 8
                ? password.length()
                : Normalizer.normalize(password, Normalizer.Form.NFC).length();
    }
}
