package io.tocsin.monitor.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredAuthorityTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LIFE = Duration.ofDays(10);

    private final KeyPair keys = X509Issuer.keyPair();
    private final X509Certificate root = X509Issuer.root("Ours", keys, NOON, NOON.plus(LIFE));

    @TempDir
    private Path folder;

    @Test
    void isReadFromTwoFiles() throws IOException {
        ConfiguredAuthority authority = ConfiguredAuthority.of(settings(Pem.of(root), Pem.of(keys.getPrivate())));

        assertThat(authority).isEqualTo(new ConfiguredAuthority(root, keys.getPrivate()));
    }

    @Test
    void mayBeRsa() throws Exception {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        X509Certificate certificate = X509Issuer.root("Ours", rsa, NOON, NOON.plus(LIFE));

        ConfiguredAuthority authority = ConfiguredAuthority.of(settings(Pem.of(certificate), Pem.of(rsa.getPrivate())));

        X509Certificate issued = new CertificateAuthority(authority.certificate(), authority.key())
                .issue(keys.getPublic(), "acc_1", "col_1", NOON, Duration.ofDays(1));
        issued.verify(rsa.getPublic());
    }

    @Test
    void isAbsentWhereNothingIsConfigured() {
        assertThat(ConfiguredAuthority.of(new AuthoritySettings("", "", LIFE, LIFE)))
                .isNull();
    }

    @Test
    void stopsTheStartWhenItIsOfNoUse() throws IOException {
        String certificate = Pem.of(root);
        String key = Pem.of(keys.getPrivate());
        X509Certificate leaf = new CertificateAuthority(root, keys.getPrivate())
                .issue(keys.getPublic(), "acc_1", "col_1", NOON, Duration.ofDays(1));

        assertRefused(settings("nonsense", key), "PEM");
        assertRefused(settings(certificate, "nonsense"), "PEM");
        assertRefused(settings(certificate, Pem.of(X509Issuer.keyPair().getPrivate())), "not the key");
        assertRefused(settings(Pem.of(leaf), key), "authority");
        assertRefused(new AuthoritySettings("/nowhere.crt", "/nowhere.key", LIFE, LIFE), "nowhere");
        assertThatThrownBy(() -> new AuthoritySettings("/some.crt", "", LIFE, LIFE))
                .isInstanceOf(SettingsException.class);
        assertThatThrownBy(() -> new AuthoritySettings("", "", Duration.ZERO, LIFE))
                .isInstanceOf(SettingsException.class);
    }

    private static void assertRefused(AuthoritySettings settings, String why) {
        assertThatThrownBy(() -> ConfiguredAuthority.of(settings))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(why);
    }

    private AuthoritySettings settings(String certificate, String key) throws IOException {
        Path certificateFile = Files.writeString(folder.resolve("ca.crt"), certificate);
        Path keyFile = Files.writeString(folder.resolve("ca.key"), key);
        return new AuthoritySettings(certificateFile.toString(), keyFile.toString(), LIFE, LIFE);
    }
}
