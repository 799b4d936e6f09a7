package io.tocsin.local.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.local.secrets.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificatesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    Certificates certificates;

    @BeforeEach
    void provide() throws Exception {
        certificates = at(NOW);
        certificates.provide();
    }

    @Test
    void theAuthoritySignsForTenYears() throws Exception {
        var authority = read(certificates.authorityCertificate());

        assertThat(authority.getBasicConstraints()).isZero();
        assertThat(authority.getKeyUsage()[5]).isTrue();
        assertThat(authority.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(3650)));
        authority.verify(authority.getPublicKey());
    }

    @Test
    void aDoorIsKnownByTheNamesOfThisMachine() throws Exception {
        var authority = read(certificates.authorityCertificate());
        var door = read(certificates.certificate("ingest-door"));

        door.verify(authority.getPublicKey());
        assertThat(door.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactlyInAnyOrder("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(door.getExtendedKeyUsage()).isEqualTo(List.of("1.3.6.1.5.5.7.3.1"));
        assertThat(door.getBasicConstraints()).isNegative();
    }

    @Test
    void keysAreWrittenAsPkcs8() throws Exception {
        assertThat(Files.readString(certificates.authorityKey())).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(Files.readString(certificates.key("monitor-door"))).startsWith("-----BEGIN PRIVATE KEY-----");
    }

    @Test
    void whatIsThereIsKept() throws Exception {
        var before = contents();

        at(NOW.plus(Duration.ofDays(300))).provide();

        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void aDoorThatExpiresSoonGetsAnotherCertificateOfTheSameAuthority() throws Exception {
        var authority = Files.readString(certificates.authorityCertificate());
        var later = NOW.plus(Duration.ofDays(380));

        at(later).provide();

        assertThat(Files.readString(certificates.authorityCertificate())).isEqualTo(authority);
        assertThat(read(certificates.certificate("ingest-door")).getNotAfter().toInstant())
                .isAfter(later.plus(Duration.ofDays(300)));
    }

    private Certificates at(Instant now) throws IOException {
        return new Certificates(Secrets.in(folder), InstantSource.fixed(now));
    }

    private String contents() throws IOException {
        return Files.readString(certificates.authorityCertificate())
                + Files.readString(certificates.certificate("ingest-door"))
                + Files.readString(certificates.certificate("monitor-door"));
    }

    private static X509Certificate read(Path file) throws Exception {
        try (var in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
