package io.tocsin.auth.exchange;

import io.tocsin.auth.betterauth.CookieSession;
import io.tocsin.auth.keys.UserTokens;
import io.tocsin.auth.sessions.SignedIn;
import io.tocsin.auth.spa.SpaCookie;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Turns the cookie of a session into a token that services take. */
@RestController
class ExchangeController {
    record Exchanged(String accessToken, long expiresIn, String sessionId) {}

    private final CookieSession cookies;
    private final SpaCookie spaCookie;
    private final UserTokens tokens;
    private final ExchangeSettings settings;

    ExchangeController(CookieSession cookies, SpaCookie spaCookie, UserTokens tokens, ExchangeSettings settings) {
        this.cookies = cookies;
        this.spaCookie = spaCookie;
        this.tokens = tokens;
        this.settings = settings;
    }

    @PostMapping("/exchange/session")
    ResponseEntity<Exchanged> session(HttpServletRequest request) {
        SignedIn signedIn = spaCookie.find(request);
        if (signedIn == null) {
            signedIn = cookies.find(request);
        }
        if (signedIn == null) {
            throw new ApiException(ErrorCode.AUTH_001);
        }
        String sessionId = signedIn.session().id();
        String token = tokens.issue(signedIn.person(), sessionId, settings.life());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Exchanged(token, settings.life().toSeconds(), sessionId));
    }
}
