package io.tocsin.monitor.authority;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.tocsin.schemas.Ids;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the authorities that sign now and makes those that are missing: stored and published in one transaction of its
 * own, so that nothing is ever signed by one that nobody will know.
 */
@Component
@Transactional(propagation = Propagation.REQUIRES_NEW)
class Founding {
    private static final String PREFIX = "aut";
    private static final int RSA_BITS = 2048;

    private final Authorities authorities;
    private final AuthorityPublisher publisher;
    private final AuthoritySettings settings;
    private final @Nullable ConfiguredAuthority configured;
    private final InstantSource clock;

    Founding(Authorities authorities, AuthorityPublisher publisher, AuthoritySettings settings, InstantSource clock) {
        this.authorities = authorities;
        this.publisher = publisher;
        this.settings = settings;
        this.configured = ConfiguredAuthority.of(settings);
        this.clock = clock;
    }

    /** The configured one; where none is, the newest of our own. Earlier ones stay valid for what they have signed. */
    Authority certificateAuthority() {
        authorities.lock();
        List<Authority> valid = authorities.valid(Authority.Kind.CERTIFICATE, clock.instant());
        ConfiguredAuthority given = configured;
        if (given == null) {
            return valid.isEmpty() ? founded(newRoot()) : valid.getFirst();
        }
        String certificate = Pem.of(given.certificate());
        return valid.stream()
                .filter(known -> known.publicPart().equals(certificate))
                .findFirst()
                .orElseGet(() -> founded(certificate(given.certificate(), given.key())));
    }

    Authority tokenAuthority() {
        authorities.lock();
        List<Authority> valid = authorities.valid(Authority.Kind.TOKEN, clock.instant());
        return valid.isEmpty() ? founded(newTokenKey()) : valid.getFirst();
    }

    private Authority founded(Authority authority) {
        authorities.add(authority);
        publisher.founded(authority);
        return authority;
    }

    private Authority newRoot() {
        KeyPair keys = X509Issuer.keyPair();
        Instant now = clock.instant();
        return certificate(
                X509Issuer.root("Tocsin collectors", keys, now, now.plus(settings.life())), keys.getPrivate());
    }

    private static Authority certificate(X509Certificate certificate, PrivateKey key) {
        return new Authority(
                Ids.next(PREFIX),
                Authority.Kind.CERTIFICATE,
                Pem.of(certificate),
                Pem.of(key),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    private Authority newTokenKey() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String id = Ids.next(PREFIX);
        try {
            RSAKey key = new RSAKeyGenerator(RSA_BITS)
                    .keyID(id)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            return new Authority(
                    id,
                    Authority.Kind.TOKEN,
                    key.toPublicJWK().toJSONString(),
                    key.toJSONString(),
                    now,
                    now.plus(settings.life()));
        } catch (JOSEException e) {
            throw new IllegalStateException("Every JVM has RSA", e);
        }
    }
}
