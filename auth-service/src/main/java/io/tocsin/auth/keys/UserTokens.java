package io.tocsin.auth.keys;

import io.tocsin.auth.people.Person;
import io.tocsin.platform.settings.ProductSettings;
import io.tocsin.schemas.Claims;
import io.tocsin.schemas.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/** Issues the access tokens of people (RFC 9068), which end with their session. */
@Component
public class UserTokens {
    private static final JwsHeader HEADER =
            JwsHeader.with(SignatureAlgorithm.RS256).type("at+jwt").build();

    private final JwtEncoder encoder;
    private final String issuer;
    private final InstantSource clock;

    UserTokens(JwtEncoder encoder, ProductSettings product, InstantSource clock) {
        this.encoder = encoder;
        this.issuer = product.publicUrl();
        this.clock = clock;
    }

    public String issue(Person person, String sessionId, Duration life) {
        JwtClaimsSet.Builder claims = claims(person, sessionId, life);
        return encode(person.operator() ? claims.claim(Claims.OPERATOR, true) : claims);
    }

    /**
     * The token of an operator who acts as the person, with the person's rights and no more (RFC 8693 section 4.1).
     *
     * @param sessionId what is revoked when it ends
     */
    public String impersonating(Person person, String operatorId, String sessionId, Duration life) {
        return encode(claims(person, sessionId, life).claim(Claims.ACTOR, Map.of("sub", operatorId)));
    }

    /** Signs a token that is worth nothing. */
    void rehearse() {
        encode(claims(Duration.ofSeconds(1)).audience(List.of("nobody")));
    }

    private JwtClaimsSet.Builder claims(Person person, String sessionId, Duration life) {
        return claims(life)
                .audience(List.of(Claims.USER_AUDIENCE))
                .subject(person.id())
                .claim(Claims.ACCOUNT, person.accountId())
                .claim(Claims.ROLE, person.role())
                .claim(Claims.TIER, person.tier().wireName())
                .claim(Claims.SESSION, sessionId);
    }

    private JwtClaimsSet.Builder claims(Duration life) {
        Instant now = clock.instant();
        return JwtClaimsSet.builder()
                .issuer(issuer)
                .id(Ids.next("tok"))
                .issuedAt(now)
                .expiresAt(now.plus(life));
    }

    private String encode(JwtClaimsSet.Builder claims) {
        return encoder.encode(JwtEncoderParameters.from(HEADER, claims.build())).getTokenValue();
    }
}
