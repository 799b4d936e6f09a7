package io.tocsin.monitor.authority;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Signs collectors' certificates. */
public final class CertificateAuthority {
    private final X509Certificate certificate;
    private final PrivateKey key;

    CertificateAuthority(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    static CertificateAuthority of(Authority authority) {
        return new CertificateAuthority(
                Pem.certificate(authority.publicPart()), Pem.privateKey(authority.privateKey()));
    }

    /**
     * A certificate that names the collector and its account (SPIFFE style) and lets it in as a TLS client.
     *
     * @param life how long it is valid, unless the authority ends earlier
     */
    public X509Certificate issue(
            PublicKey collectorKey, String accountId, String collectorId, Instant now, Duration life) {
        Instant own = certificate.getNotAfter().toInstant();
        Instant end = now.plus(life).truncatedTo(ChronoUnit.SECONDS);
        String name = "spiffe://tocsin/account/%s/collector/%s".formatted(accountId, collectorId);
        return X509Issuer.client(certificate, key, collectorKey, collectorId, name, now, end.isAfter(own) ? own : end);
    }

    /** Whether the certificate is one of its own. */
    public boolean hasSigned(X509Certificate issued) {
        try {
            issued.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    /** A key pair for a collector that brings none. */
    public static KeyPair newKeyPair() {
        return X509Issuer.keyPair();
    }

    public X509Certificate certificate() {
        return certificate;
    }
}
