package io.tocsin.auth.betterauth;

import io.tocsin.auth.sessions.Session;
import io.tocsin.auth.sessions.Sessions;
import io.tocsin.auth.sessions.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sessions of whom the cookie belongs to. */
@RestController
class SessionController {
    record Current(SessionJson session, UserJson user) {}

    private final Sessions sessions;
    private final SessionCookies cookies;
    private final CookieSession current;
    private final OriginRules origins;
    private final JsonMapper json;

    SessionController(
            Sessions sessions, SessionCookies cookies, CookieSession current, OriginRules origins, JsonMapper json) {
        this.sessions = sessions;
        this.cookies = cookies;
        this.current = current;
        this.origins = origins;
        this.json = json;
    }

    @GetMapping("/api/auth/ok")
    Map<String, Boolean> ok() {
        return Map.of("ok", true);
    }

    /** Nobody is no error: the body is then {@code null}, which clients parse. */
    @GetMapping("/api/auth/get-session")
    ResponseEntity<byte[]> session(
            @RequestParam(name = "disableRefresh", defaultValue = "false") String disableRefresh,
            HttpServletRequest request,
            HttpServletResponse response) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.PRAGMA, "no-cache")
                .body(json.writeValueAsBytes(find(disableRefresh.equals("true"), request, response)));
    }

    @PostMapping("/api/auth/sign-out")
    Map<String, Boolean> signOut(HttpServletRequest request, HttpServletResponse response) {
        origins.check(request);
        SignedIn signedIn = current.find(request);
        if (signedIn != null) {
            sessions.revoke(signedIn.person().id(), signedIn.session().id());
        }
        cookies.clear(response);
        return Map.of("success", true);
    }

    @GetMapping("/api/auth/list-sessions")
    List<SessionJson> list(HttpServletRequest request) {
        SignedIn own = current.require(request);
        return sessions.ofUser(own.person().id()).stream()
                .map(session -> SessionJson.of(
                        session, session.id().equals(own.session().id()) ? own.token() : session.id()))
                .toList();
    }

    /** What is already gone is gone: the answer is the same. */
    @PostMapping("/api/auth/revoke-session")
    Map<String, Boolean> revoke(@RequestBody JsonNode body, HttpServletRequest request) {
        origins.check(request);
        SignedIn own = current.require(request);
        Fields fields = new Fields(body);
        String token = fields.text("token");
        fields.check();
        SignedIn named = sessions.find(token);
        sessions.revoke(
                own.person().id(), named == null ? token : named.session().id());
        return Map.of("status", true);
    }

    @PostMapping("/api/auth/revoke-sessions")
    Map<String, Boolean> revokeAll(HttpServletRequest request) {
        origins.check(request);
        sessions.revokeAll(current.require(request).person().id());
        return Map.of("status", true);
    }

    @PostMapping("/api/auth/revoke-other-sessions")
    Map<String, Boolean> revokeOthers(HttpServletRequest request) {
        origins.check(request);
        SignedIn own = current.require(request);
        sessions.revokeOthers(own.person().id(), own.session().id());
        return Map.of("status", true);
    }

    private @Nullable Current find(boolean asItIs, HttpServletRequest request, HttpServletResponse response) {
        SignedIn signedIn = current.find(request);
        if (signedIn == null) {
            if (cookies.token(request) != null) {
                cookies.clear(response);
            }
            return null;
        }
        Session session = asItIs ? signedIn.session() : sessions.renewIfDue(signedIn.session());
        if (!session.equals(signedIn.session())) {
            cookies.set(response, new SignedIn(signedIn.token(), session, signedIn.person()));
        }
        return new Current(SessionJson.of(session, signedIn.token()), UserJson.of(signedIn.person()));
    }
}
