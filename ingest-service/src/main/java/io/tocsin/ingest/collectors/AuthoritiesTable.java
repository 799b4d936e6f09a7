package io.tocsin.ingest.collectors;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import io.tocsin.events.AuthorityPublished;
import io.tocsin.platform.door.TrustedAuthorities;
import io.tocsin.platform.events.CompactedTable;
import io.tocsin.platform.events.CompactedTables;
import io.tocsin.schemas.Topics;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** {@code authorities.v1} in memory: who may sign collectors' certificates and tokens. It follows a rotation by itself. */
@Component
public class AuthoritiesTable implements TrustedAuthorities {
    private sealed interface Authority {
        Instant notBefore();

        Instant notAfter();
    }

    private record Certifying(X509Certificate certificate, Instant notBefore, Instant notAfter) implements Authority {}

    private record Signing(JWK key, Instant notBefore, Instant notAfter) implements Authority {}

    private final CompactedTable<Authority> authorities;
    private final InstantSource clock;

    AuthoritiesTable(CompactedTables tables, InstantSource clock) {
        this.authorities = tables.of(Topics.AUTHORITIES, AuthorityPublished.class, AuthoritiesTable::of);
        this.clock = clock;
    }

    /** Authorities whose certificates are good now. */
    @Override
    public List<X509Certificate> certificates() {
        return valid(Certifying.class).stream().map(Certifying::certificate).toList();
    }

    /** Keys whose tokens are good now, each with the id that tokens name it by. */
    public List<JWK> tokenKeys() {
        return valid(Signing.class).stream().map(Signing::key).toList();
    }

    private <A extends Authority> List<A> valid(Class<A> kind) {
        Instant now = clock.instant();
        return authorities.values().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .filter(authority -> !now.isBefore(authority.notBefore()) && now.isBefore(authority.notAfter()))
                .toList();
    }

    private static Authority of(AuthorityPublished event) {
        try {
            return switch (event.getKind()) {
                case "certificate" ->
                    new Certifying(
                            certificate(Objects.requireNonNullElse(event.getCertificate(), "")),
                            event.getNotBefore(),
                            event.getNotAfter());
                case "token" ->
                    new Signing(
                            key(event.getAuthorityId(), Objects.requireNonNullElse(event.getJwk(), "")),
                            event.getNotBefore(),
                            event.getNotAfter());
                default -> throw new IllegalArgumentException("An authority of unknown kind: " + event.getKind());
            };
        } catch (CertificateException | ParseException e) {
            throw new IllegalArgumentException("The authority %s can't be read".formatted(event.getAuthorityId()), e);
        }
    }

    private static X509Certificate certificate(String pem) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private static JWK key(String id, String jwk) throws ParseException {
        return new RSAKey.Builder(RSAKey.parse(jwk).toPublicJWK())
                .keyID(id)
                .keyUse(KeyUse.SIGNATURE)
                .build();
    }
}
