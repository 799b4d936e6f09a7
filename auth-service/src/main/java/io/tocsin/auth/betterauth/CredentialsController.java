package io.tocsin.auth.betterauth;

import io.tocsin.auth.addresses.ClientAddress;
import io.tocsin.auth.passwords.Passwords;
import io.tocsin.auth.people.EmailAddress;
import io.tocsin.auth.people.NewPerson;
import io.tocsin.auth.sessions.SignedIn;
import io.tocsin.auth.sessions.Visitor;
import io.tocsin.auth.signin.SignIn;
import io.tocsin.auth.signin.SignUp;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Signing up and in with e-mail address and password. */
@RestController
class CredentialsController {
    record SignedUp(String token, UserJson user) {}

    record Entered(boolean redirect, String token, @Nullable String url, UserJson user) {}

    private final SignUp signUp;
    private final SignIn signIn;
    private final Passwords passwords;
    private final OriginRules origins;
    private final SessionCookies cookies;
    private final ClientAddress addresses;

    CredentialsController(
            SignUp signUp,
            SignIn signIn,
            Passwords passwords,
            OriginRules origins,
            SessionCookies cookies,
            ClientAddress addresses) {
        this.signUp = signUp;
        this.signIn = signIn;
        this.passwords = passwords;
        this.origins = origins;
        this.cookies = cookies;
        this.addresses = addresses;
    }

    @PostMapping("/api/auth/sign-up/email")
    SignedUp signUp(@RequestBody JsonNode body, HttpServletRequest request, HttpServletResponse response) {
        origins.checkSignIn(request);
        Fields fields = new Fields(body);
        String name = fields.text("name");
        String email = fields.text("email");
        String password = fields.text("password");
        String image = fields.optionalText("image");
        String callback = fields.optionalText("callbackURL");
        boolean rememberMe = fields.flag("rememberMe", true);
        fields.check();
        origins.checkCallback(callback);
        NewPerson person = new NewPerson(name, address(email), image);
        checkLength(password);
        SignedIn signedIn = signUp.as(person, password, visitor(request), rememberMe);
        cookies.set(response, signedIn);
        return new SignedUp(signedIn.token(), UserJson.of(signedIn.person()));
    }

    @PostMapping("/api/auth/sign-in/email")
    Entered signIn(@RequestBody JsonNode body, HttpServletRequest request, HttpServletResponse response) {
        origins.checkSignIn(request);
        Fields fields = new Fields(body);
        String email = fields.text("email");
        String password = fields.text("password");
        String callback = fields.optionalText("callbackURL");
        boolean rememberMe = fields.flag("rememberMe", true);
        fields.check();
        origins.checkCallback(callback);
        SignedIn signedIn = signIn.with(address(email).value(), password, visitor(request), rememberMe);
        cookies.set(response, signedIn);
        if (callback != null) {
            response.setHeader(HttpHeaders.LOCATION, callback);
        }
        return new Entered(callback != null, signedIn.token(), callback, UserJson.of(signedIn.person()));
    }

    @PostMapping(path = "/api/auth/sign-in/email", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    Entered signInByForm(
            @RequestBody MultiValueMap<String, String> form, HttpServletRequest request, HttpServletResponse response) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        form.toSingleValueMap().forEach((name, value) -> {
            if (name.equals("rememberMe")) {
                body.put(name, Boolean.parseBoolean(value));
            } else {
                body.put(name, value);
            }
        });
        return signIn(body, request, response);
    }

    private static EmailAddress address(String email) {
        EmailAddress address = EmailAddress.parse(email);
        if (address == null) {
            throw Refusal.INVALID_EMAIL.exception();
        }
        return address;
    }

    private void checkLength(String password) {
        if (passwords.isTooShort(password)) {
            throw Refusal.PASSWORD_TOO_SHORT.exception();
        }
        if (passwords.isTooLong(password)) {
            throw Refusal.PASSWORD_TOO_LONG.exception();
        }
    }

    private Visitor visitor(HttpServletRequest request) {
        return new Visitor(
                addresses.of(request), Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""));
    }
}
