package io.tocsin.platform.tokens;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.ErrorWriter;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Answers a token that was sent and is not good; keys that can't be fetched are our fault, not the caller's. */
final class TokenRefusal implements AuthenticationEntryPoint {
    private static final Logger LOG = LoggerFactory.getLogger(TokenRefusal.class);

    private final ErrorWriter errors;

    TokenRefusal(ErrorWriter errors) {
        this.errors = errors;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        ApiException refusal = explain(e);
        BearerChallenge.addTo(response, refusal);
        errors.write(request, response, refusal);
    }

    private static ApiException explain(AuthenticationException e) {
        return switch (e) {
            case AuthenticationServiceException away -> {
                LOG.warn("Tokens can't be verified now: {}", away.getMessage());
                yield new ApiException(ErrorCode.INTERNAL_002).retryAfter(Duration.ofSeconds(2));
            }
            case InvalidBearerTokenException _ -> new ApiException(ErrorCode.AUTH_003);
            default -> new ApiException(ErrorCode.AUTH_001);
        };
    }
}
