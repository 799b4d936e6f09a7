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
import java.util.function.Supplier;
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

    /**
     * What signs collectors' certificates: the configured one; where none is, the newest of our own, which is replaced
     * when half of its life is over. Earlier ones stay valid for what they have signed, and go on signing until a new
     * one has been published long enough.
     */
    Authority certificateAuthority() {
        authorities.lock();
        List<Authority> valid = valid(Authority.Kind.CERTIFICATE);
        ConfiguredAuthority given = configured;
        if (given == null) {
            return signing(valid, this::newRoot);
        }
        String certificate = Pem.of(given.certificate());
        Authority next = valid.stream()
                .filter(known -> known.publicPart().equals(certificate))
                .findFirst()
                .orElseGet(() -> founded(certificate(given.certificate(), given.key())));
        List<Authority> others =
                valid.stream().filter(other -> !other.equals(next)).toList();
        return isKnownEverywhere(next) || others.isEmpty() ? next : others.getFirst();
    }

    /** What signs collectors' tokens, in the same way. */
    Authority tokenAuthority() {
        authorities.lock();
        return signing(valid(Authority.Kind.TOKEN), this::newTokenKey);
    }

    /** Certificates of all authorities that are valid now. */
    List<X509Certificate> trusted() {
        return valid(Authority.Kind.CERTIFICATE).stream()
                .map(authority -> Pem.certificate(authority.publicPart()))
                .toList();
    }

    private List<Authority> valid(Authority.Kind kind) {
        return authorities.valid(kind, clock.instant());
    }

    private Authority signing(List<Authority> valid, Supplier<Authority> successor) {
        if (valid.isEmpty()) {
            return founded(successor.get());
        }
        if (valid.getFirst().isAging(clock.instant())) {
            founded(successor.get());
        }
        return valid.stream().filter(this::isKnownEverywhere).findFirst().orElseGet(valid::getLast);
    }

    private boolean isKnownEverywhere(Authority authority) {
        return !clock.instant().isBefore(authority.foundedAt().plus(settings.overlap()));
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

    private Authority certificate(X509Certificate certificate, PrivateKey key) {
        return new Authority(
                Ids.next(PREFIX),
                Authority.Kind.CERTIFICATE,
                Pem.of(certificate),
                Pem.of(key),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                clock.instant());
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
                    now.plus(settings.life()),
                    now);
        } catch (JOSEException e) {
            throw new IllegalStateException("Every JVM has RSA", e);
        }
    }
}
