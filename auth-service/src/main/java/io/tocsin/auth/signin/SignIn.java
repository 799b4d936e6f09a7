package io.tocsin.auth.signin;

import io.tocsin.auth.passwords.Passwords;
import io.tocsin.auth.people.Credentials;
import io.tocsin.auth.people.EmailAddress;
import io.tocsin.auth.people.People;
import io.tocsin.auth.sessions.Sessions;
import io.tocsin.auth.sessions.SignedIn;
import io.tocsin.auth.sessions.Visitor;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Lets in who knows the password. Unknown, wrong and suspended get one answer, after the same work. */
@Service
public class SignIn {
    private final People people;
    private final Passwords passwords;
    private final Sessions sessions;
    private final SignInThrottle throttle;

    SignIn(People people, Passwords passwords, Sessions sessions, SignInThrottle throttle) {
        this.people = people;
        this.passwords = passwords;
        this.sessions = sessions;
        this.throttle = throttle;
    }

    /** @throws ApiException AUTH_002 if they don't fit, AUTH_010 if it was tried too often */
    public SignedIn with(String email, String password, Visitor visitor, boolean rememberMe) {
        EmailAddress address = EmailAddress.parse(email);
        // what is no address is counted as one, or anything at all would be remembered
        String counted = address == null ? "" : address.value();
        throttle.admit(counted, visitor.address());
        Credentials credentials = address == null ? null : people.credentials(address);
        if (!fits(password, credentials) || credentials == null) {
            throw new ApiException(ErrorCode.AUTH_002);
        }
        throttle.forget(counted, visitor.address());
        return sessions.open(credentials.person(), visitor, rememberMe);
    }

    private boolean fits(String password, @Nullable Credentials credentials) {
        boolean right = passwords.matches(password, credentials == null ? null : credentials.passwordHash());
        return right && credentials != null && !credentials.suspended();
    }
}
