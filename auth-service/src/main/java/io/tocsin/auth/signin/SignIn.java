package io.tocsin.auth.signin;

import io.tocsin.auth.passwords.Passwords;
import io.tocsin.auth.people.Credentials;
import io.tocsin.auth.people.EmailAddress;
import io.tocsin.auth.people.People;
import io.tocsin.auth.sessions.KnownNetworks;
import io.tocsin.auth.sessions.Sessions;
import io.tocsin.auth.sessions.SignedIn;
import io.tocsin.auth.sessions.Visitor;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/** Lets in who knows the password. Unknown, wrong and suspended get one answer, after the same work. */
@Service
public class SignIn {
    private final People people;
    private final Passwords passwords;
    private final Sessions sessions;
    private final KnownNetworks networks;
    private final SignInThrottle throttle;
    private final RefusedSignIns refusals;
    private final TransactionOperations transactions;

    SignIn(
            People people,
            Passwords passwords,
            Sessions sessions,
            KnownNetworks networks,
            SignInThrottle throttle,
            RefusedSignIns refusals,
            TransactionOperations transactions) {
        this.people = people;
        this.passwords = passwords;
        this.sessions = sessions;
        this.networks = networks;
        this.throttle = throttle;
        this.refusals = refusals;
        this.transactions = transactions;
    }

    /** @throws ApiException AUTH_002 if they don't fit, AUTH_010 if it was tried too often */
    public SignedIn with(String email, String password, Visitor visitor, boolean rememberMe) {
        EmailAddress address = EmailAddress.parse(email);
        // what is no address is counted as one, or anything at all would be remembered
        String counted = address == null ? "" : address.value();
        throttle.admit(counted, visitor.address());
        Credentials credentials = address == null ? null : people.credentials(address);
        // asked of nobody too: an unknown person takes as long
        String userId = credentials == null ? "" : credentials.person().id();
        if (!networks.isKnown(userId, visitor.address())) {
            throttle.admitStranger(counted);
        }
        if (!fits(password, credentials) || credentials == null) {
            refusals.add(credentials, visitor.address());
            throw new ApiException(ErrorCode.AUTH_002);
        }
        SignedIn signedIn = open(credentials, visitor, rememberMe);
        throttle.forget(counted, visitor.address());
        return signedIn;
    }

    private boolean fits(String password, @Nullable Credentials credentials) {
        boolean right = passwords.matches(password, credentials == null ? null : credentials.passwordHash());
        return right && credentials != null && !credentials.suspended();
    }

    /** Looks again, under a lock: a change of the password ends all sessions that the former one has opened, or stops it. */
    private SignedIn open(Credentials credentials, Visitor visitor, boolean rememberMe) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            if (!people.keeps(credentials.person().id(), credentials.passwordHash())) {
                throw new ApiException(ErrorCode.AUTH_002);
            }
            return sessions.open(credentials.person(), visitor, rememberMe);
        }));
    }
}
