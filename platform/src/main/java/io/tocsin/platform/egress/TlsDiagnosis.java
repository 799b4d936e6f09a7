package io.tocsin.platform.egress;

import io.tocsin.platform.egress.EgressFailure.TlsFailed;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Puts the words of the JDK and of BoringSSL about TLS into ones that help whoever runs the server. */
public final class TlsDiagnosis {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("no subject alternative", "the certificate is for another name"),
            Map.entry("no name matching", "the certificate is for another name"),
            Map.entry("certificate_required", "the server asks for a client certificate"),
            Map.entry("bad_certificate", "the server asks for a client certificate"),
            Map.entry("unrecognized_name", "the server does not know that name"),
            Map.entry("unrecognized ssl message", "the server does not speak TLS on this port"),
            Map.entry("protocol_version", "there is no common version of TLS"),
            Map.entry("no appropriate protocol", "there is no common version of TLS"),
            Map.entry("handshake_failure", "there is no common cipher, or the server asks for a client certificate"),
            Map.entry("not an ssl/tls record", "the server does not speak TLS on this port"),
            Map.entry("wrong_version_number", "the server does not speak TLS on this port"),
            Map.entry("unsupported_protocol", "there is no common version of TLS"));

    private TlsDiagnosis() {}

    public static TlsFailed of(SSLException problem) {
        return new TlsFailed(Stream.<Throwable>iterate(problem, e -> e != null, Throwable::getCause)
                .flatMap(TlsDiagnosis::words)
                .findFirst()
                .orElse("the handshake failed"));
    }

    private static Stream<String> words(Throwable problem) {
        return switch (problem) {
            case CertificateExpiredException e -> Stream.of("the certificate has expired");
            case CertificateNotYetValidException e -> Stream.of("the certificate is not valid yet");
            case CertPathBuilderException e -> Stream.of("the certificate is not signed by a trusted authority");
            case CertPathValidatorException e
            when e.getCause() == null -> Stream.of("the certificate is not acceptable");
            default -> matching(String.valueOf(problem.getMessage()).toLowerCase(Locale.ROOT));
        };
    }

    private static Stream<String> matching(String message) {
        return WORDS.entrySet().stream()
                .filter(known -> message.contains(known.getKey()))
                .map(Map.Entry::getValue);
    }
}
