package io.tocsin.monitor.collectors;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import io.tocsin.monitor.authority.CertificateAuthority;
import io.tocsin.monitor.authority.Keyring;
import io.tocsin.monitor.authority.Pem;
import io.tocsin.platform.settings.ProductSettings;
import io.tocsin.schemas.Claims;
import io.tocsin.schemas.Ids;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes a collector's certificate and the token that is bound to it. */
@Component
class CredentialIssuer {
    /** What collectors' tokens name as their issuer, after the product's address. */
    private static final String ISSUER = "/collectors";

    private final Keyring keyring;
    private final CollectorSettings settings;
    private final String issuer;
    private final InstantSource clock;

    CredentialIssuer(Keyring keyring, CollectorSettings settings, ProductSettings product, InstantSource clock) {
        this.keyring = keyring;
        this.settings = settings;
        this.issuer = product.publicUrl() + ISSUER;
        this.clock = clock;
    }

    /** @param request whose key is certified; null has a key made */
    Credentials issue(String accountId, String collectorId, @Nullable SigningRequest request) {
        if (request != null) {
            return issue(accountId, collectorId, request.key(), null);
        }
        KeyPair keys = CertificateAuthority.newKeyPair();
        return issue(accountId, collectorId, keys.getPublic(), Pem.of(keys.getPrivate()));
    }

    private Credentials issue(String accountId, String collectorId, PublicKey key, @Nullable String privateKey) {
        Instant now = clock.instant();
        CertificateAuthority authority = keyring.certificateAuthority();
        X509Certificate certificate = authority.issue(key, accountId, collectorId, now, settings.credentialLife());
        String thumbprint = thumbprint(certificate);
        Instant expiresAt = certificate.getNotAfter().toInstant();
        return new Credentials(
                collectorId,
                Pem.of(certificate),
                privateKey,
                thumbprint,
                keyring.bundle(),
                token(accountId, collectorId, thumbprint, now, expiresAt),
                expiresAt);
    }

    private String token(String accountId, String collectorId, String thumbprint, Instant now, Instant expiresAt) {
        return keyring.tokenAuthority()
                .sign(new JWTClaimsSet.Builder()
                        .issuer(issuer)
                        .audience(Claims.COLLECTOR_AUDIENCE)
                        .subject(collectorId)
                        .jwtID(Ids.next("evt"))
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(expiresAt))
                        .claim(Claims.CLIENT, collectorId)
                        .claim(Claims.ACCOUNT, accountId)
                        .claim(Claims.CONFIRMATION, Map.of("x5t#S256", thumbprint))
                        .build());
    }

    private static String thumbprint(X509Certificate certificate) {
        try {
            return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()))
                    .toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
