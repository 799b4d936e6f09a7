package io.tocsin.platform.tokens;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;

/** A caller whose token was validated. */
public final class CallerToken extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1L;

    private final transient Caller caller;
    private final Jwt token;

    CallerToken(Caller caller, Jwt token) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.caller = caller;
        this.token = token;
        setAuthenticated(true);
    }

    /** The operator who acts as the caller of the request under way, for the audit trail; null where nobody does. */
    public static @Nullable String actingOperator() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken token
                ? token.caller().operatorId()
                : null;
    }

    public Caller caller() {
        return caller;
    }

    @Override
    public Jwt getCredentials() {
        return token;
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.id();
    }
}
