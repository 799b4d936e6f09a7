package io.tocsin.platform.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsDiagnosisTest {
    @ParameterizedTest
    @CsvSource({
        "(certificate_required) Received fatal alert: certificate_required, the server asks for a client certificate",
        "(bad_certificate) Received fatal alert: bad_certificate, the server asks for a client certificate",
        "(unrecognized_name) Received fatal alert: unrecognized_name, the server does not know that name",
        "(protocol_version) Received fatal alert: protocol_version, there is no common version of TLS",
        "No appropriate protocol (protocol is disabled), there is no common version of TLS",
        "No name matching shop.example found, the certificate is for another name",
        "something that nobody has heard of, the handshake failed"
    })
    void putsTheJdksWordsIntoOnesThatHelp(String message, String words) {
        assertThat(TlsDiagnosis.of(new SSLHandshakeException(message)).what()).isEqualTo(words);
    }

    @Test
    void findsTheReasonBehindTheReason() {
        SSLException problem = new SSLHandshakeException("PKIX path validation failed");
        problem.initCause(
                new CertPathValidatorException("validity check failed", new CertificateNotYetValidException()));

        assertThat(TlsDiagnosis.of(problem).sentence()).isEqualTo("TLS failed: the certificate is not valid yet");
        assertThat(TlsDiagnosis.of(new SSLException(new CertPathValidatorException("revoked")))
                        .what())
                .isEqualTo("the certificate is not acceptable");
    }
}
