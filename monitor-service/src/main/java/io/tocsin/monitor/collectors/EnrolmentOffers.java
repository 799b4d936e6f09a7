package io.tocsin.monitor.collectors;

import io.tocsin.monitor.audit.AuditPublisher;
import io.tocsin.monitor.texts.Texts;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Ids;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes and withdraws enrolment tokens, with their audit in the same transaction. */
@Component
@Transactional
class EnrolmentOffers {
    private static final String PREFIX = "tocsin_enrol_";
    private static final int SECRET_BYTES = 32;
    private static final int MOST_UNUSED = 100;
    private static final int LONGEST_NAME = 200;
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(1);
    private static final Duration LONGEST_LIFE = Duration.ofDays(30);
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A token and what its holder shows, which is kept nowhere. */
    record Offer(EnrolmentToken token, String secret) {
        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "Offer[%s]".formatted(token.id());
        }
    }

    private final EnrolmentTokens tokens;
    private final AuditPublisher audit;
    private final InstantSource clock;

    EnrolmentOffers(EnrolmentTokens tokens, AuditPublisher audit, InstantSource clock) {
        this.tokens = tokens;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param life how long the token is good, a minute to 30 days
     * @throws ApiException 403 when the account has 100 unused ones
     */
    Offer make(Caller caller, String name, Duration life) {
        if (life.compareTo(SHORTEST_LIFE) < 0 || life.compareTo(LONGEST_LIFE) > 0) {
            throw ApiException.invalid(
                    "expires_in_seconds",
                    "must be between %d and %d".formatted(SHORTEST_LIFE.toSeconds(), LONGEST_LIFE.toSeconds()));
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        EnrolmentToken token = new EnrolmentToken(
                Ids.next("enr"),
                caller.accountId(),
                Texts.line("name", name, LONGEST_NAME),
                caller.id(),
                now,
                now.plus(life),
                null,
                null);
        String secret = secret();
        if (!tokens.add(token, secret, MOST_UNUSED)) {
            throw new ApiException(
                    ErrorCode.COLLECTOR_002,
                    "An account has at most %d unused enrolment tokens".formatted(MOST_UNUSED));
        }
        audit.recorded(caller, "enrolment_token.created", token.id(), Map.of("name", token.name()));
        return new Offer(token, secret);
    }

    /** @throws ApiException 404 when the account has no such token */
    void withdraw(Caller caller, String id) {
        if (!tokens.remove(caller.accountId(), id)) {
            throw new ApiException(ErrorCode.COLLECTOR_009);
        }
        audit.recorded(caller, "enrolment_token.deleted", id, Map.of());
    }

    private static String secret() {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }
}
