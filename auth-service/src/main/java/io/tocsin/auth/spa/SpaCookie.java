package io.tocsin.auth.spa;

import io.tocsin.auth.sessions.Sessions;
import io.tocsin.auth.sessions.SignedIn;
import io.tocsin.platform.settings.ProductSettings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The cookie {@code tocsin.session}: HttpOnly, SameSite=Strict, and Secure where people come through https. */
@Component
public class SpaCookie {
    private static final String NAME = "tocsin.session";

    private final SessionJwt jwts;
    private final Sessions sessions;
    private final InstantSource clock;
    private final String flags;

    SpaCookie(SessionJwt jwts, Sessions sessions, ProductSettings product, InstantSource clock) {
        this.jwts = jwts;
        this.sessions = sessions;
        this.clock = clock;
        this.flags = "; Path=/; HttpOnly; " + (product.https() ? "Secure; " : "") + "SameSite=Strict";
    }

    /** Who sends the cookie; null where there is none that is good. */
    public @Nullable SignedIn find(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        for (Cookie cookie : cookies) {
            String token = cookie.getName().equals(NAME) ? jwts.open(cookie.getValue()) : null;
            if (token != null) {
                return sessions.find(token);
            }
        }
        return null;
    }

    void set(HttpServletResponse response, SignedIn signedIn) {
        long seconds = Duration.between(clock.instant(), signedIn.session().expiresAt())
                .toSeconds();
        String age = signedIn.session().rememberMe() ? "; Max-Age=" + Math.max(0, seconds + 1) : "";
        response.addHeader(HttpHeaders.SET_COOKIE, NAME + "=" + jwts.of(signedIn) + age + flags);
    }

    void clear(HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, NAME + "=; Max-Age=0" + flags);
    }
}
