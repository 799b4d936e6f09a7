package io.tocsin.auth.betterauth;

import io.tocsin.auth.sessions.SessionSettings;
import io.tocsin.auth.sessions.SignedIn;
import io.tocsin.platform.settings.ProductSettings;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The cookies of better-auth, flag by flag; {@code __Secure-} and Secure where people come through https. */
@Component
public class SessionCookies {
    private static final String TOKEN = "better-auth.session_token";
    private static final String DATA = "better-auth.session_data";
    private static final String DONT_REMEMBER = "better-auth.dont_remember";

    private final CookieSignature signature;
    private final long maxAge;
    private final boolean https;

    SessionCookies(BetterAuthSettings settings, SessionSettings sessions, ProductSettings product) {
        this.signature = new CookieSignature(settings.secret());
        this.maxAge = sessions.life().toSeconds();
        this.https = product.https();
    }

    /** The session token that the request carries; null if there is none with our signature. */
    public @Nullable String token(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name(TOKEN))) {
                return signature.open(cookie.getValue());
            }
        }
        return null;
    }

    void set(HttpServletResponse response, SignedIn signedIn) {
        String value = signature.sign(signedIn.token());
        if (signedIn.session().rememberMe()) {
            add(response, TOKEN, value, "; Max-Age=" + maxAge);
        } else {
            add(response, TOKEN, value, "");
            add(response, DONT_REMEMBER, signature.sign("true"), "");
        }
    }

    void clear(HttpServletResponse response) {
        List.of(TOKEN, DATA, DONT_REMEMBER).forEach(name -> add(response, name, "", "; Max-Age=0"));
    }

    private void add(HttpServletResponse response, String name, String value, String age) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                name(name) + "=" + value + age + "; Path=/; HttpOnly; " + (https ? "Secure; " : "") + "SameSite=Lax");
    }

    private String name(String name) {
        return https ? "__Secure-" + name : name;
    }
}
