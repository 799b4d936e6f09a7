package io.tocsin.local.certificates;

import io.tocsin.local.secrets.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.OperatorCreationException;

/**
 * Certificates that a fresh product needs, kept as PEM files: the authority that collectors' certificates come from,
 * and one for each door, signed by it. A door's certificate is made again a month before it expires.
 */
public final class Certificates {

    private static final String AUTHORITY = "collector-ca";
    private static final List<String> DOORS = List.of("ingest-door", "monitor-door");
    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3650);
    private static final Duration DOOR_VALIDITY = Duration.ofDays(397);
    private static final Duration RENEWED_BEFORE = Duration.ofDays(30);

    private final Secrets secrets;
    private final InstantSource clock;
    private final Issuer issuer = new Issuer();

    public Certificates(Secrets secrets, InstantSource clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    /** Makes those that are not there or expire soon. */
    public void provide() throws IOException {
        try {
            // a key without its certificate is what an interrupted first start leaves
            if (!Files.exists(certificate(AUTHORITY))) {
                makeAuthority();
            }
            for (var door : DOORS) {
                if (!isGood(certificate(door))) {
                    makeDoor(door);
                }
            }
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("certificates could not be made: " + e.getMessage(), e);
        }
    }

    public Path authorityCertificate() {
        return certificate(AUTHORITY);
    }

    public Path authorityKey() {
        return key(AUTHORITY);
    }

    /** The certificate of ingest's or monitor's door: {@code ingest-door}, {@code monitor-door}. */
    public Path certificate(String name) {
        return secrets.path(name + ".crt");
    }

    public Path key(String name) {
        return secrets.path(name + ".key");
    }

    private void makeAuthority() throws IOException, GeneralSecurityException, OperatorCreationException {
        var keys = issuer.keyPair();
        var certificate =
                issuer.authority(new X500Name("CN=Tocsin collectors"), keys, clock.instant(), AUTHORITY_VALIDITY);
        write(AUTHORITY, certificate, keys.getPrivate());
    }

    private void makeDoor(String door) throws IOException, GeneralSecurityException, OperatorCreationException {
        var authority = Pem.certificate(authorityCertificate());
        var authorityKey = new JcaPEMKeyConverter().getPrivateKey(Pem.key(authorityKey()));
        var keys = issuer.keyPair();
        write(door, issuer.server(authority, authorityKey, keys, clock.instant(), DOOR_VALIDITY), keys.getPrivate());
    }

    private void write(String name, X509CertificateHolder certificate, PrivateKey key) throws IOException {
        secrets.write(name + ".key", Pem.of(key));
        secrets.write(name + ".crt", Pem.of(certificate));
    }

    private boolean isGood(Path file) throws IOException {
        return Files.exists(file)
                && Pem.certificate(file)
                        .getNotAfter()
                        .toInstant()
                        .isAfter(clock.instant().plus(RENEWED_BEFORE));
    }
}
