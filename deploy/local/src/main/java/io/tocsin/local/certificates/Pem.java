package io.tocsin.local.certificates;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** The textual form of certificates and keys (RFC 7468); keys as PKCS #8. */
final class Pem {

    private Pem() {}

    static String of(X509CertificateHolder certificate) throws IOException {
        return encode("CERTIFICATE", certificate.getEncoded());
    }

    static String of(PrivateKey key) throws IOException {
        return encode("PRIVATE KEY", key.getEncoded());
    }

    static X509CertificateHolder certificate(Path file) throws IOException {
        return (X509CertificateHolder) read(file);
    }

    static PrivateKeyInfo key(Path file) throws IOException {
        return (PrivateKeyInfo) read(file);
    }

    private static Object read(Path file) throws IOException {
        try (var parser = new PEMParser(new StringReader(Files.readString(file)))) {
            var content = parser.readObject();
            if (content == null) {
                throw new IOException("%s holds no PEM block".formatted(file));
            }
            return content;
        }
    }

    private static String encode(String type, byte[] content) throws IOException {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        }
        return text.toString();
    }
}
