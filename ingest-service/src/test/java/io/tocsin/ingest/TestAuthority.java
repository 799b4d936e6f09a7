package io.tocsin.ingest;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tocsin.events.AuthorityPublished;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.schemas.Ids;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** Certifies collectors and signs their tokens, as monitor-service does. */
public final class TestAuthority {
    /** A certificate with its key. */
    public record Identity(X509Certificate certificate, KeyPair keys) {
        public String thumbprint() {
            try {
                return Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final KeyPair keys = keyPair();
    private final X500Name name = new X500Name("CN=Test authority " + Ids.next("aut"));
    private final X509Certificate certificate = selfSigned();
    private final RSAKey tokenKey = tokenKey();

    /** The event that makes services trust its certificates. */
    public AuthorityPublished certifying() {
        return new AuthorityPublished(
                Ids.next("aut"),
                "certificate",
                pem(certificate),
                null,
                now().minusSeconds(60),
                now().plusSeconds(9999));
    }

    /** The event that makes services trust its tokens. */
    public AuthorityPublished signing() {
        return new AuthorityPublished(
                tokenKey.getKeyID(),
                "token",
                null,
                tokenKey.toPublicJWK().toJSONString(),
                now().minusSeconds(60),
                now().plusSeconds(9999));
    }

    public Identity collector(String accountId, String collectorId) {
        return identity(
                KeyPurposeId.id_kp_clientAuth,
                new GeneralName(
                        GeneralName.uniformResourceIdentifier,
                        "spiffe://tocsin/account/%s/collector/%s".formatted(accountId, collectorId)));
    }

    /** A certificate with some other name in it. */
    public Identity stranger(String uri) {
        return identity(KeyPurposeId.id_kp_clientAuth, new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    }

    public String token(String accountId, String collectorId, Identity identity) {
        return token(claims -> claims.subject(collectorId)
                .claim("account_id", accountId)
                .claim("cnf", Map.of("x5t#S256", identity.thumbprint())));
    }

    /** A token with whatever claims the test wants. */
    public String token(Consumer<JWTClaimsSet.Builder> more) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(TestTokens.ISSUER + "/collectors")
                .audience("ingest")
                .issueTime(Date.from(now()))
                .expirationTime(Date.from(now().plusSeconds(900)))
                .jwtID(Ids.next("evt"));
        more.accept(claims);
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(tokenKey.getKeyID())
                            .type(new JOSEObjectType("at+jwt"))
                            .build(),
                    claims.build());
            token.sign(new RSASSASigner(tokenKey));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a door's certificate and key as PEM files. */
    public void writeDoor(Path certificateFile, Path keyFile) {
        Identity door = identity(KeyPurposeId.id_kp_serverAuth, new GeneralName(GeneralName.dNSName, "localhost"));
        try {
            Files.createDirectories(certificateFile.getParent());
            Files.writeString(certificateFile, pem(door.certificate()));
            Files.writeString(
                    keyFile,
                    pem(new PemObject("PRIVATE KEY", door.keys().getPrivate().getEncoded())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a client needs that trusts this authority and shows the identity, if there is one. */
    public SSLContext client(Identity identity) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("ca", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(trusted);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(identity == null ? new KeyManager[0] : keyManagers(identity), trust.getTrustManagers(), null);
            return tls;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyManager[] keyManagers(Identity identity) throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(
                "own", identity.keys().getPrivate(), new char[0], new X509Certificate[] {identity.certificate()});
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(own, new char[0]);
        return factory.getKeyManagers();
    }

    private Identity identity(KeyPurposeId purpose, GeneralName subject) {
        try {
            KeyPair own = keyPair();
            JcaX509v3CertificateBuilder builder = builder(new X500Name("CN=test"), own);
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(subject));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            return new Identity(sign(builder), own);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate selfSigned() {
        try {
            JcaX509v3CertificateBuilder builder = builder(name, keys);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            return sign(builder);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair own) {
        return new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE)),
                Date.from(now().minus(Duration.ofMinutes(1))),
                Date.from(now().plus(Duration.ofDays(1))),
                subject,
                own.getPublic());
    }

    private X509Certificate sign(JcaX509v3CertificateBuilder builder) throws Exception {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    }

    private static String pem(Object content) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey tokenKey() {
        try {
            return new RSAKeyGenerator(2048).keyID(Ids.next("aut")).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Instant now() {
        return Instant.now();
    }
}
