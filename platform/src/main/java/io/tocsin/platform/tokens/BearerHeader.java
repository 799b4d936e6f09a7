package io.tocsin.platform.tokens;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/**
 * Takes the token from the Authorization header and from nowhere else (RFC 6750, section 2.1). The framework's own does it
 * with a regular expression, which costs more than looking up a token that was verified before.
 */
final class BearerHeader implements BearerTokenResolver {
    private static final String SCHEME = "Bearer";
    private static final boolean[] IN_TOKENS = new boolean[128];

    static {
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/"
                .chars()
                .forEach(c -> IN_TOKENS[c] = true);
    }

    /** @throws OAuth2AuthenticationException if what follows the scheme can't be a token */
    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        int begin = SCHEME.length() + 1;
        if (header.length() <= begin || header.charAt(SCHEME.length()) != ' ' || !isToken(header, begin)) {
            throw new OAuth2AuthenticationException(BearerTokenErrors.invalidToken("Bearer token is malformed"));
        }
        return header.substring(begin);
    }

    /** Whether it is a {@code b64token} from there to the end. */
    private static boolean isToken(String text, int begin) {
        int end = text.length();
        while (end > begin && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if (c >= IN_TOKENS.length || !IN_TOKENS[c]) {
                return false;
            }
        }
        return end > begin;
    }
}
