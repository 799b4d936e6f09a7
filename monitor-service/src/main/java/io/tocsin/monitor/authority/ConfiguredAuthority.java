package io.tocsin.monitor.authority;

import io.tocsin.platform.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** A certificate authority that somebody gave to the product as two files. */
record ConfiguredAuthority(X509Certificate certificate, PrivateKey key) {
    /**
     * What the settings name.
     *
     * @return null where they name nothing
     * @throws SettingsException when a file can't be used
     */
    static @Nullable ConfiguredAuthority of(AuthoritySettings settings) {
        if (!settings.isConfigured()) {
            return null;
        }
        try {
            return new ConfiguredAuthority(
                    Pem.certificate(Files.readString(Path.of(settings.certificate()))),
                    Pem.privateKey(Files.readString(Path.of(settings.key()))));
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException(
                    "COLLECTOR_CA_CERTIFICATE and COLLECTOR_CA_KEY must be readable PEM files: " + e.getMessage());
        }
    }

    ConfiguredAuthority {
        if (certificate.getBasicConstraints() < 0) {
            throw new SettingsException("COLLECTOR_CA_CERTIFICATE is not a certificate of an authority");
        }
        if (!belongTogether(certificate, key)) {
            throw new SettingsException("COLLECTOR_CA_KEY is not the key of COLLECTOR_CA_CERTIFICATE");
        }
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(certificate.getSignature());
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(certificate.getSignature());
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
