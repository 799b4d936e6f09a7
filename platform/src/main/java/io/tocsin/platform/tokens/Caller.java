package io.tocsin.platform.tokens;

import io.tocsin.schemas.Claims;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who is calling, as a validated token says; a controller takes it as a parameter.
 *
 * @param kind person, OAuth client or collector
 * @param id user id, client id or collector id
 * @param accountId the account that everything done concerns
 * @param role owner, admin or viewer; null unless a person
 * @param tier plan of the account when the token was issued
 * @param scopes what an OAuth client may do; empty unless a client
 * @param sessionId the session behind the token; null unless a person
 * @param operator whether the person runs the product
 * @param operatorId the operator who acts as this person; null where nobody does
 */
public record Caller(
        Kind kind,
        String id,
        String accountId,
        @Nullable String role,
        String tier,
        Set<String> scopes,
        @Nullable String sessionId,
        boolean operator,
        @Nullable String operatorId) {

    /** Kinds of callers. */
    public enum Kind {
        USER,
        CLIENT,
        COLLECTOR
    }

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    /** A caller who is no operator, nor is one behind it. */
    public Caller(
            Kind kind,
            String id,
            String accountId,
            @Nullable String role,
            String tier,
            Set<String> scopes,
            @Nullable String sessionId) {
        this(kind, id, accountId, role, tier, scopes, sessionId, false, null);
    }

    /** @throws IllegalArgumentException if the token names no account or no audience of ours */
    static Caller of(Jwt token) {
        return new Caller(
                kind(token),
                required(token, "sub"),
                required(token, Claims.ACCOUNT),
                token.getClaimAsString(Claims.ROLE),
                Objects.requireNonNullElse(token.getClaimAsString(Claims.TIER), "free"),
                scopes(token),
                token.getClaimAsString(Claims.SESSION),
                Boolean.TRUE.equals(token.getClaim(Claims.OPERATOR)),
                actor(token));
    }

    /** Whether the person has the role, that of an operator among them. */
    public boolean hasRoleOf(Set<String> roles) {
        return (role != null && roles.contains(role)) || (operator && roles.contains(Claims.OPERATOR_ROLE));
    }

    private static @Nullable String actor(Jwt token) {
        return token.getClaim(Claims.ACTOR) instanceof Map<?, ?> act && act.get("sub") instanceof String id ? id : null;
    }

    private static Kind kind(Jwt token) {
        List<String> audience = Objects.requireNonNullElse(token.getAudience(), List.of());
        if (audience.contains(Claims.USER_AUDIENCE)) {
            return Kind.USER;
        }
        if (audience.contains(Claims.CLIENT_AUDIENCE)) {
            return Kind.CLIENT;
        }
        if (audience.contains(Claims.COLLECTOR_AUDIENCE)) {
            return Kind.COLLECTOR;
        }
        throw new IllegalArgumentException("The token is for " + audience);
    }

    private static Set<String> scopes(Jwt token) {
        String scope = token.getClaimAsString(Claims.SCOPE);
        return scope == null || scope.isBlank()
                ? Set.of()
                : Set.of(scope.strip().split(" +"));
    }

    private static String required(Jwt token, String claim) {
        String value = token.getClaimAsString(claim);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("The token has no " + claim);
        }
        return value;
    }
}
