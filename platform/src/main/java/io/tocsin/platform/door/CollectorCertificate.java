package io.tocsin.platform.door;

import jakarta.servlet.http.HttpServletRequest;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a collector's certificate says.
 *
 * @param accountId from its URI SAN {@code spiffe://tocsin/account/…/collector/…}
 * @param collectorId from the same
 * @param thumbprint {@code x5t#S256} (RFC 8705 section 3.1)
 * @param notAfter until when it is good
 */
public record CollectorCertificate(String accountId, String collectorId, String thumbprint, Instant notAfter) {
    private static final int URI = 6;
    private static final Pattern NAME =
            Pattern.compile("spiffe://tocsin/account/(acc_[0-9a-f]{32})/collector/(col_[0-9a-f]{32})");

    private static final String PRESENTED = "jakarta.servlet.request.X509Certificate";

    /** What came with the handshake, which the connector alone says; null for a request that came another way. */
    public static @Nullable X509Certificate presentedWith(HttpServletRequest request) {
        return request.getAttribute(PRESENTED) instanceof X509Certificate[] chain && chain.length > 0 ? chain[0] : null;
    }

    /** @return null if the certificate names no collector, or more than one */
    public static @Nullable CollectorCertificate of(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            if (names == null) {
                return null;
            }
            List<String> uris = names.stream()
                    .filter(name -> Integer.valueOf(URI).equals(name.getFirst()))
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
            if (uris.size() != 1) {
                return null;
            }
            Matcher name = NAME.matcher(uris.getFirst());
            return name.matches()
                    ? new CollectorCertificate(
                            name.group(1),
                            name.group(2),
                            thumbprint(certificate),
                            certificate.getNotAfter().toInstant())
                    : null;
        } catch (GeneralSecurityException _) {
            return null;
        }
    }

    private static String thumbprint(X509Certificate certificate) throws GeneralSecurityException {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }
}
