package io.tocsin.auth.identities;

import io.tocsin.auth.people.Person;
import io.tocsin.auth.sessions.Sessions;
import io.tocsin.auth.sessions.SignedIn;
import io.tocsin.auth.sessions.Visitor;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import org.springframework.stereotype.Service;

/** Lets in whom the other issuer vouches for, if that person has linked the identity. */
@Service
public class ExternalSignIn {
    private final ExternalTokens tokens;
    private final Identities identities;
    private final Sessions sessions;
    private final IdentitySettings settings;

    ExternalSignIn(ExternalTokens tokens, Identities identities, Sessions sessions, IdentitySettings settings) {
        this.tokens = tokens;
        this.identities = identities;
        this.sessions = sessions;
        this.settings = settings;
    }

    /** @throws ApiException AUTH_003 for a token that is not good, or whose person is linked to nobody here */
    public SignedIn with(String token, Visitor visitor) {
        String userId = identities.userOf(settings.issuer(), tokens.subject(token));
        Person person = userId == null ? null : sessions.admitted(userId);
        if (person == null) {
            throw new ApiException(ErrorCode.AUTH_003, "The identity is not linked; sign in and link it first");
        }
        return sessions.open(person, visitor, true);
    }
}
