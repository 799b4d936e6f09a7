package io.tocsin.auth.sessions;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where the caller is signed in. */
@RestController
@RequestMapping("/internal/v1/me/sessions")
class OwnSessionsController {
    private static final int LARGEST_PAGE = 100;

    /** @param current whether the request itself was made with it */
    record OwnSession(
            String id,
            boolean current,
            String ipAddress,
            String userAgent,
            Instant createdAt,
            Instant updatedAt,
            Instant expiresAt) {
        static OwnSession of(Session session, @Nullable String current) {
            return new OwnSession(
                    session.id(),
                    session.id().equals(current),
                    session.visitor().address(),
                    session.visitor().userAgent(),
                    session.createdAt(),
                    session.updatedAt(),
                    session.expiresAt());
        }
    }

    record Page(List<OwnSession> data, @Nullable String nextCursor) {}

    private final Sessions sessions;

    OwnSessionsController(Sessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    Page list(
            Caller caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw ApiException.invalid("limit", "is between 1 and 100");
        }
        if (cursor != null && !Ids.isOf("ses", cursor)) {
            throw ApiException.invalid("cursor", "is what the answer before named as next_cursor");
        }
        List<OwnSession> found = sessions.ofUser(caller.id(), cursor, limit + 1).stream()
                .map(session -> OwnSession.of(session, caller.sessionId()))
                .toList();
        return found.size() <= limit
                ? new Page(found, null)
                : new Page(found.subList(0, limit), found.get(limit - 1).id());
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revokeOthers(Caller caller) {
        sessions.revokeOthers(caller.id(), Objects.requireNonNullElse(caller.sessionId(), ""));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable String id) {
        if (!sessions.revoke(caller.id(), id)) {
            throw new ApiException(ErrorCode.AUTH_020);
        }
    }
}
