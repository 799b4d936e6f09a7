package io.tocsin.auth.betterauth;

import io.tocsin.auth.sessions.Sessions;
import io.tocsin.auth.sessions.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who sends the cookie. */
@Component
public class CookieSession {
    private final Sessions sessions;
    private final SessionCookies cookies;

    CookieSession(Sessions sessions, SessionCookies cookies) {
        this.sessions = sessions;
        this.cookies = cookies;
    }

    /** Null where there is no cookie, or none that is good. */
    public @Nullable SignedIn find(HttpServletRequest request) {
        String token = cookies.token(request);
        return token == null ? null : sessions.find(token);
    }

    SignedIn require(HttpServletRequest request) {
        SignedIn signedIn = find(request);
        if (signedIn == null) {
            throw Refusal.UNAUTHORIZED.exception();
        }
        return signedIn;
    }
}
