package io.tocsin.auth.spa;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tocsin.auth.sessions.SignedIn;
import io.tocsin.platform.settings.ProductSettings;
import io.tocsin.schemas.Claims;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The JWT in the cookie: HS256 with a key of this door alone and a type of its own, so that no service takes it for an access
 * token. It names the session and holds the session's secret: who only knows the signing key still opens nothing, and a
 * session that has ended is worth nothing whatever the JWT says.
 */
@Component
class SessionJwt {
    private static final JOSEObjectType TYPE = new JOSEObjectType("session+jwt");
    private static final JWSHeader HEADER =
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build();
    private static final String TOKEN = "session_token";

    private final SecretKeySpec key;
    private final String issuer;
    private final InstantSource clock;

    SessionJwt(SpaSettings settings, ProductSettings product, InstantSource clock) {
        this.key = derived(settings.secret());
        this.issuer = product.publicUrl();
        this.clock = clock;
    }

    String of(SignedIn signedIn) {
        SignedJWT jwt = new SignedJWT(
                HEADER,
                new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .subject(signedIn.person().id())
                        .claim(Claims.SESSION, signedIn.session().id())
                        .claim(TOKEN, signedIn.token())
                        .issueTime(Date.from(signedIn.session().updatedAt()))
                        .expirationTime(Date.from(signedIn.session().expiresAt()))
                        .build());
        try {
            jwt.sign(new MACSigner(key));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA256", e);
        }
    }

    /** The session's secret; null if the JWT is not ours or has expired. */
    @Nullable
    String open(String cookie) {
        try {
            SignedJWT jwt = SignedJWT.parse(cookie);
            boolean ours = JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())
                    && TYPE.equals(jwt.getHeader().getType())
                    && jwt.verify(new MACVerifier(key));
            JWTClaimsSet claims = ours ? jwt.getJWTClaimsSet() : null;
            return claims != null && isGood(claims) ? claims.getStringClaim(TOKEN) : null;
        } catch (ParseException | JOSEException | IllegalStateException _) {
            return null;
        }
    }

    private boolean isGood(JWTClaimsSet claims) {
        Date end = claims.getExpirationTime();
        return issuer.equals(claims.getIssuer())
                && end != null
                && end.toInstant().isAfter(clock.instant());
    }

    private static SecretKeySpec derived(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] derived = mac.doFinal("tocsin.session cookie".getBytes(StandardCharsets.UTF_8));
            return new SecretKeySpec(derived, "HmacSHA256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA256", e);
        }
    }
}
