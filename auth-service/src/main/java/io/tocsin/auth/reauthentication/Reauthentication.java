package io.tocsin.auth.reauthentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.passwords.Passwords;
import io.tocsin.auth.people.People;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Asks a person who is signed in for the password again. A stolen session does not know it, and can't guess it: so many
 * wrong ones, and the person waits.
 */
@Service
public class Reauthentication {
    private static final int REMEMBERED = 100_000;

    private record Failures(int count, Instant since) {}

    private final Cache<String, Failures> failures =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();
    private final People people;
    private final Passwords passwords;
    private final AuditPublisher audit;
    private final TransactionOperations transactions;
    private final ReauthenticationSettings settings;
    private final InstantSource clock;

    Reauthentication(
            People people,
            Passwords passwords,
            AuditPublisher audit,
            TransactionOperations transactions,
            ReauthenticationSettings settings,
            InstantSource clock) {
        this.people = people;
        this.passwords = passwords;
        this.audit = audit;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Call it outside of a transaction: it takes as long as a hash.
     *
     * @throws ApiException USER_003 if the password is wrong, AUTH_010 if it was tried too often
     */
    public void require(Caller caller, @Nullable String password) {
        if (password == null) {
            throw ApiException.invalid("password", "is missing");
        }
        admit(caller.id());
        if (!passwords.matches(password, people.passwordHash(caller.id()))) {
            transactions.executeWithoutResult(_ -> audit.caller(caller, "password.refused", caller.id(), Map.of()));
            throw new ApiException(ErrorCode.USER_003);
        }
        failures.invalidate(caller.id());
    }

    /** Counts before the outcome is known, so that many at once are bounded too. */
    private void admit(String userId) {
        Instant now = clock.instant();
        Failures seen = failures.asMap()
                .compute(
                        userId,
                        (_, before) ->
                                before == null || now.isAfter(before.since().plus(settings.window()))
                                        ? new Failures(1, now)
                                        : new Failures(before.count() + 1, before.since()));
        if (seen.count() > settings.attempts()) {
            throw new ApiException(ErrorCode.AUTH_010)
                    .retryAfter(Duration.between(now, seen.since().plus(settings.window())));
        }
    }
}
