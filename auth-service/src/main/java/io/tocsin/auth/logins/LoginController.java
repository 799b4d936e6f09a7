package io.tocsin.auth.logins;

import io.tocsin.auth.addresses.ClientAddress;
import io.tocsin.auth.identities.ExternalSignIn;
import io.tocsin.auth.keys.UserTokens;
import io.tocsin.auth.people.Person;
import io.tocsin.auth.sessions.Sessions;
import io.tocsin.auth.sessions.SignedIn;
import io.tocsin.auth.sessions.Visitor;
import io.tocsin.auth.signin.SignIn;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in for tokens, getting new ones, and signing out. */
@RestController
class LoginController {
    record Login(String email, String password) {
        Login(@Nullable String email, @Nullable String password) {
            this.email = required("email", email);
            this.password = required("password", password);
        }
    }

    record External(String token) {
        External(@Nullable String token) {
            this.token = required("token", token);
        }
    }

    record Refresh(String refreshToken) {
        Refresh(@Nullable String refreshToken) {
            this.refreshToken = required("refresh_token", refreshToken);
        }
    }

    record Tokens(String accessToken, String refreshToken, String tokenType, long expiresIn) {}

    private final SignIn signIn;
    private final ExternalSignIn externalSignIn;
    private final Sessions sessions;
    private final RefreshTokens refreshTokens;
    private final UserTokens tokens;
    private final ClientAddress addresses;
    private final LoginSettings settings;

    LoginController(
            SignIn signIn,
            ExternalSignIn externalSignIn,
            Sessions sessions,
            RefreshTokens refreshTokens,
            UserTokens tokens,
            ClientAddress addresses,
            LoginSettings settings) {
        this.signIn = signIn;
        this.externalSignIn = externalSignIn;
        this.sessions = sessions;
        this.refreshTokens = refreshTokens;
        this.tokens = tokens;
        this.addresses = addresses;
        this.settings = settings;
    }

    @PostMapping("/api/v1/auth/login")
    ResponseEntity<Tokens> login(@RequestBody Login login, HttpServletRequest request) {
        SignedIn signedIn = signIn.with(login.email(), login.password(), visitor(request), true);
        return answer(signedIn.person(), signedIn.session().id(), refreshTokens.issue(signedIn.session()));
    }

    /** A token of another issuer, whose person has linked it here, for tokens of ours. */
    @PostMapping("/api/v1/auth/external")
    ResponseEntity<Tokens> external(@RequestBody External external, HttpServletRequest request) {
        SignedIn signedIn = externalSignIn.with(external.token(), visitor(request));
        return answer(signedIn.person(), signedIn.session().id(), refreshTokens.issue(signedIn.session()));
    }

    @PostMapping("/api/v1/auth/refresh")
    ResponseEntity<Tokens> refresh(@RequestBody Refresh refresh) {
        RefreshTokens.Rotated rotated = refreshTokens.rotate(refresh.refreshToken());
        Person person = rotated == null ? null : sessions.holder(rotated.sessionId());
        if (rotated == null || person == null) {
            throw new ApiException(ErrorCode.AUTH_011);
        }
        return answer(person, rotated.sessionId(), rotated.token());
    }

    @PostMapping("/api/v1/auth/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(Caller caller) {
        String session = caller.sessionId();
        if (session != null) {
            sessions.revoke(caller.id(), session);
        }
    }

    private ResponseEntity<Tokens> answer(Person person, String sessionId, String refreshToken) {
        String access = tokens.issue(person, sessionId, settings.accessLife());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Tokens(
                        access, refreshToken, "Bearer", settings.accessLife().toSeconds()));
    }

    private Visitor visitor(HttpServletRequest request) {
        return new Visitor(
                addresses.of(request), Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""));
    }

    private static String required(String field, @Nullable String value) {
        if (value == null) {
            throw ApiException.invalid(field, "is missing");
        }
        return value;
    }
}
