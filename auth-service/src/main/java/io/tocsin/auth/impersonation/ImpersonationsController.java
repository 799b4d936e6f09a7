package io.tocsin.auth.impersonation;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tocsin.auth.keys.UserTokens;
import io.tocsin.auth.paging.Page;
import io.tocsin.auth.paging.PageRequest;
import io.tocsin.auth.texts.Texts;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.tokens.Caller;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators who act as somebody else. */
@RestController
@RequestMapping("/internal/v1/admin/impersonations")
class ImpersonationsController {
    private static final int USUAL_MINUTES = 15;
    private static final int MOST_MINUTES = 60;
    private static final int LONGEST_REASON = 500;

    record Wanted(
            @JsonProperty(required = true) String userId,
            @JsonProperty(required = true) String reason,
            @Nullable Integer minutes) {
        Duration life() {
            int wanted = minutes == null ? USUAL_MINUTES : minutes;
            if (wanted < 1 || wanted > MOST_MINUTES) {
                throw ApiException.invalid("minutes", "is between 1 and " + MOST_MINUTES);
            }
            return Duration.ofMinutes(wanted);
        }
    }

    record Begun(
            String id,
            String userId,
            String accountId,
            String accessToken,
            String tokenType,
            long expiresIn,
            Instant expiresAt) {
        static Begun of(Impersonation begun, String token, Duration life) {
            return new Begun(
                    begun.id(),
                    begun.userId(),
                    begun.accountId(),
                    token,
                    "Bearer",
                    life.toSeconds(),
                    begun.expiresAt());
        }
    }

    private final Impersonations impersonations;
    private final ImpersonationRows rows;
    private final UserTokens tokens;
    private final InstantSource clock;

    ImpersonationsController(
            Impersonations impersonations, ImpersonationRows rows, UserTokens tokens, InstantSource clock) {
        this.impersonations = impersonations;
        this.rows = rows;
        this.tokens = tokens;
        this.clock = clock;
    }

    @GetMapping
    Page<Impersonation> list(
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        PageRequest request = PageRequest.of(limit, cursor);
        return Tenancy.inEveryAccount(() -> rows.open(request, clock.instant()));
    }

    @PostMapping
    ResponseEntity<Begun> begin(Caller operator, @RequestBody Wanted wanted) {
        String reason = Texts.line("reason", wanted.reason(), LONGEST_REASON);
        Duration life = wanted.life();
        if (wanted.userId() == null) {
            throw ApiException.invalid("user_id", "is missing");
        }
        Impersonations.Begun begun =
                Tenancy.inEveryAccount(() -> impersonations.begin(operator, wanted.userId(), reason, life));
        Impersonation impersonation = begun.impersonation();
        String token = tokens.impersonating(begun.person(), operator.id(), impersonation.id(), life);
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(Begun.of(impersonation, token, life));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(Caller operator, @PathVariable String id) {
        Tenancy.everyAccount(() -> impersonations.end(operator, id));
    }
}
