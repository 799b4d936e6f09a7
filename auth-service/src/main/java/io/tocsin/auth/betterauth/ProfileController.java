package io.tocsin.auth.betterauth;

import io.tocsin.auth.addresses.ClientAddress;
import io.tocsin.auth.passwords.Passwords;
import io.tocsin.auth.people.People;
import io.tocsin.auth.sessions.SignedIn;
import io.tocsin.auth.signin.PasswordChange;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What people change of themselves. */
@RestController
class ProfileController {
    record Changed(@Nullable String token, UserJson user) {}

    private final People people;
    private final Passwords passwords;
    private final PasswordChange passwordChange;
    private final CookieSession current;
    private final SessionCookies cookies;
    private final OriginRules origins;
    private final ClientAddress addresses;

    ProfileController(
            People people,
            Passwords passwords,
            PasswordChange passwordChange,
            CookieSession current,
            SessionCookies cookies,
            OriginRules origins,
            ClientAddress addresses) {
        this.people = people;
        this.passwords = passwords;
        this.passwordChange = passwordChange;
        this.current = current;
        this.cookies = cookies;
        this.origins = origins;
        this.addresses = addresses;
    }

    @PostMapping("/api/auth/update-user")
    Map<String, Boolean> update(@RequestBody JsonNode body, HttpServletRequest request, HttpServletResponse response) {
        origins.check(request);
        SignedIn own = current.require(request);
        Fields fields = new Fields(body);
        String name = fields.optionalText("name");
        fields.check();
        if (name != null) {
            people.rename(own.person().id(), name);
        }
        cookies.set(response, own);
        return Map.of("status", true);
    }

    @PostMapping("/api/auth/change-password")
    Changed changePassword(@RequestBody JsonNode body, HttpServletRequest request, HttpServletResponse response) {
        origins.check(request);
        SignedIn own = current.require(request);
        Fields fields = new Fields(body);
        String before = fields.text("currentPassword");
        String after = fields.text("newPassword");
        boolean revokeOthers = fields.flag("revokeOtherSessions", false);
        fields.check();
        if (passwords.isTooShort(after)) {
            throw Refusal.PASSWORD_TOO_SHORT.exception();
        }
        if (passwords.isTooLong(after)) {
            throw Refusal.PASSWORD_TOO_LONG.exception();
        }
        if (!passwordChange.isRight(own.person(), before, addresses.of(request))) {
            throw Refusal.INVALID_PASSWORD.exception();
        }
        SignedIn now = passwordChange.apply(own, after, revokeOthers);
        if (revokeOthers) {
            cookies.set(response, now);
        }
        UserJson user = UserJson.of(people.byId(own.person().id()));
        return new Changed(revokeOthers ? now.token() : null, user);
    }
}
