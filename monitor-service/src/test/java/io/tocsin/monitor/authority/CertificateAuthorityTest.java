package io.tocsin.monitor.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

    private final KeyPair authorityKeys = X509Issuer.keyPair();
    private final X509Certificate root =
            X509Issuer.root("Tocsin collectors", authorityKeys, NOON, NOON.plus(Duration.ofDays(100)));
    private final CertificateAuthority authority = new CertificateAuthority(root, authorityKeys.getPrivate());
    private final KeyPair collector = CertificateAuthority.newKeyPair();

    @Test
    void namesCollectorAndAccountAndLetsItInAsAClient() throws Exception {
        X509Certificate certificate = issue(Duration.ofDays(30));

        certificate.verify(root.getPublicKey());
        assertThat(certificate.getIssuerX500Principal()).isEqualTo(root.getSubjectX500Principal());
        assertThat(certificate.getSubjectAlternativeNames())
                .singleElement()
                .asString()
                .contains("spiffe://tocsin/account/acc_1/collector/col_1");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly(CLIENT_AUTH);
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getNotAfter().toInstant()).isEqualTo(NOON.plus(Duration.ofDays(30)));
        assertThat(certificate.getNotBefore().toInstant()).isBefore(NOON);
    }

    @Test
    void givesNothingThatOutlivesIt() {
        assertThat(issue(Duration.ofDays(365)).getNotAfter()).isEqualTo(root.getNotAfter());
    }

    @Test
    void givesEveryCertificateASerialNumberOfItsOwn() {
        assertThat(issue(Duration.ofDays(1)).getSerialNumber())
                .isNotEqualTo(issue(Duration.ofDays(1)).getSerialNumber());
    }

    private X509Certificate issue(Duration life) {
        return authority.issue(collector.getPublic(), "acc_1", "col_1", NOON, life);
    }
}
