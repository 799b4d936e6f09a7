package io.tocsin.monitor.collectors;

import io.tocsin.monitor.paging.Cursor;
import io.tocsin.monitor.paging.Limit;
import io.tocsin.monitor.paging.Page;
import io.tocsin.platform.tokens.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens that let collectors register where nobody can sign in, such as in an installer. */
@RestController
class EnrolmentTokensController {
    private static final String TOKENS = "/internal/v1/collectors/enrolment-tokens";
    private static final int DEFAULT_LIFE = 86_400;

    /** What is asked for. */
    record NewToken(@Nullable String name, @Nullable Integer expiresInSeconds) {}

    /** A token as lists show it. */
    record Listed(
            String id,
            String name,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant usedAt,
            @Nullable String collectorId) {
        static Listed of(EnrolmentToken token) {
            return new Listed(
                    token.id(),
                    token.name(),
                    token.createdBy(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.usedAt(),
                    token.collectorId());
        }
    }

    /** A token as it is shown once. */
    record Made(String id, String name, String token, Instant createdAt, Instant expiresAt) {
        static Made of(EnrolmentOffers.Offer offer) {
            EnrolmentToken made = offer.token();
            return new Made(made.id(), made.name(), offer.secret(), made.createdAt(), made.expiresAt());
        }
    }

    private final EnrolmentTokens tokens;
    private final EnrolmentOffers offers;

    EnrolmentTokensController(EnrolmentTokens tokens, EnrolmentOffers offers) {
        this.tokens = tokens;
        this.offers = offers;
    }

    @PostMapping(TOKENS)
    ResponseEntity<Made> make(Caller caller, @RequestBody NewToken asked) {
        EnrolmentOffers.Offer offer = offers.make(
                caller,
                Objects.requireNonNullElse(asked.name(), "collector"),
                Duration.ofSeconds(Objects.requireNonNullElse(asked.expiresInSeconds(), DEFAULT_LIFE)));
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(Made.of(offer));
    }

    @GetMapping(TOKENS)
    Page<Listed> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Limit.of(limit);
        return Page.of(tokens.after(caller.accountId(), Cursor.parse(cursor), most + 1), most, EnrolmentToken::id)
                .map(Listed::of);
    }

    @DeleteMapping(TOKENS + "/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Caller caller, @PathVariable String id) {
        offers.withdraw(caller, id);
    }
}
