package io.tocsin.auth.spa;

import io.tocsin.auth.addresses.ClientAddress;
import io.tocsin.auth.passwords.Passwords;
import io.tocsin.auth.people.EmailAddress;
import io.tocsin.auth.people.NewPerson;
import io.tocsin.auth.people.Person;
import io.tocsin.auth.sessions.Session;
import io.tocsin.auth.sessions.Sessions;
import io.tocsin.auth.sessions.SignedIn;
import io.tocsin.auth.sessions.Visitor;
import io.tocsin.auth.signin.SignIn;
import io.tocsin.auth.signin.SignUp;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Registers people, and signs them in and out, with a cookie that pages can't read. */
@RestController
@RequestMapping("/auth")
class SpaController {
    record Registration(String email, String password, String name) {
        Registration(@Nullable String email, @Nullable String password, @Nullable String name) {
            this.email = required("email", email);
            this.password = required("password", password);
            // a name can be given later; until then the address does
            this.name = name == null ? this.email : name;
        }
    }

    record Login(String email, String password, @Nullable Boolean rememberMe) {
        Login(@Nullable String email, @Nullable String password, @Nullable Boolean rememberMe) {
            this.email = required("email", email);
            this.password = required("password", password);
            this.rememberMe = rememberMe;
        }
    }

    record User(String id, String name, String email, String role, String accountId, String tier, String tierClass) {
        static User of(Person person) {
            return new User(
                    person.id(),
                    person.name(),
                    person.email(),
                    person.role(),
                    person.accountId(),
                    person.tier().wireName(),
                    person.tier().tierClass());
        }
    }

    record Entered(User user, String sessionId, Instant expiresAt) {
        static Entered of(SignedIn signedIn) {
            return new Entered(
                    User.of(signedIn.person()),
                    signedIn.session().id(),
                    signedIn.session().expiresAt());
        }
    }

    private final SignUp signUp;
    private final SignIn signIn;
    private final Sessions sessions;
    private final Passwords passwords;
    private final SpaCookie cookie;
    private final ForgeryRule forgery;
    private final ClientAddress addresses;

    SpaController(
            SignUp signUp,
            SignIn signIn,
            Sessions sessions,
            Passwords passwords,
            SpaCookie cookie,
            ForgeryRule forgery,
            ClientAddress addresses) {
        this.signUp = signUp;
        this.signIn = signIn;
        this.sessions = sessions;
        this.passwords = passwords;
        this.cookie = cookie;
        this.forgery = forgery;
        this.addresses = addresses;
    }

    @PostMapping("/register")
    ResponseEntity<Entered> register(
            @RequestBody Registration wanted, HttpServletRequest request, HttpServletResponse response) {
        forgery.checkOrigin(request);
        EmailAddress email = EmailAddress.parse(wanted.email());
        if (email == null) {
            throw ApiException.invalid("email", "is not an e-mail address");
        }
        if (passwords.isTooShort(wanted.password()) || passwords.isTooLong(wanted.password())) {
            throw ApiException.invalid("password", "has 8 to 128 characters");
        }
        NewPerson person = new NewPerson(wanted.name(), email, null);
        return entered(HttpStatus.CREATED, signUp.as(person, wanted.password(), visitor(request), true), response);
    }

    @PostMapping("/login")
    ResponseEntity<Entered> login(@RequestBody Login login, HttpServletRequest request, HttpServletResponse response) {
        forgery.checkOrigin(request);
        boolean rememberMe = !Boolean.FALSE.equals(login.rememberMe());
        SignedIn signedIn = signIn.with(login.email(), login.password(), visitor(request), rememberMe);
        return entered(HttpStatus.OK, signedIn, response);
    }

    /** Who is signed in; a session that is old enough begins anew, with a new cookie. */
    @GetMapping("/session")
    ResponseEntity<Entered> session(HttpServletRequest request, HttpServletResponse response) {
        SignedIn signedIn = cookie.find(request);
        if (signedIn == null) {
            throw new ApiException(ErrorCode.AUTH_001);
        }
        Session session = sessions.renewIfDue(signedIn.session());
        SignedIn now = new SignedIn(signedIn.token(), session, signedIn.person());
        if (session.equals(signedIn.session())) {
            return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Entered.of(now));
        }
        return entered(HttpStatus.OK, now, response);
    }

    @PostMapping("/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void logout(HttpServletRequest request, HttpServletResponse response) {
        forgery.checkChange(request);
        SignedIn signedIn = cookie.find(request);
        if (signedIn != null) {
            sessions.revoke(signedIn.person().id(), signedIn.session().id());
        }
        cookie.clear(response);
    }

    private ResponseEntity<Entered> entered(HttpStatus status, SignedIn signedIn, HttpServletResponse response) {
        cookie.set(response, signedIn);
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(Entered.of(signedIn));
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
