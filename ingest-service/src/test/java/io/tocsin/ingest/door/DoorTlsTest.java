package io.tocsin.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.ingest.TestAuthority;
import io.tocsin.platform.settings.SettingsException;
import io.tocsin.schemas.Ids;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorTlsTest {
    private final TestAuthority authority = new TestAuthority();

    @Test
    void refusesAKeyThatIsNotTheCertificates(@TempDir Path folder) {
        authority.writeDoor(folder.resolve("a.crt"), folder.resolve("a.key"));
        authority.writeDoor(folder.resolve("b.crt"), folder.resolve("b.key"));
        DoorSettings mixed = settings(folder.resolve("a.crt"), folder.resolve("b.key"));

        assertThatThrownBy(() -> DoorTls.of(mixed, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("INGEST_DOOR_KEY")
                .hasMessageContaining("the key is not the certificate's");
    }

    @Test
    void refusesAFileThatIsNoKey(@TempDir Path folder) {
        authority.writeDoor(folder.resolve("a.crt"), folder.resolve("a.key"));

        assertThatThrownBy(() -> DoorTls.of(settings(folder.resolve("a.crt"), folder.resolve("a.crt")), null))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void wantsBothFilesOrNone(@TempDir Path folder) {
        assertThat(new DoorSettings("", "", 8443, "127.0.0.1").open()).isFalse();
        assertThatThrownBy(() -> new DoorSettings("x", "", 8443, "127.0.0.1")).isInstanceOf(SettingsException.class);
        assertThatThrownBy(() -> settings(folder.resolve("none"), folder.resolve("none")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("INGEST_DOOR_CERTIFICATE");
    }

    @Test
    void readsTheCollectorFromItsCertificate() {
        String account = Ids.next("acc");
        String collector = Ids.next("col");
        TestAuthority.Identity identity = authority.collector(account, collector);

        CollectorCertificate certificate = CollectorCertificate.of(identity.certificate());

        assertThat(certificate.accountId()).isEqualTo(account);
        assertThat(certificate.collectorId()).isEqualTo(collector);
        assertThat(certificate.thumbprint()).isEqualTo(identity.thumbprint());
        assertThat(CollectorCertificate.of(
                        authority.stranger("spiffe://tocsin/account/x").certificate()))
                .isNull();
    }

    private static DoorSettings settings(Path certificate, Path key) {
        return new DoorSettings(certificate.toString(), key.toString(), 0, "127.0.0.1");
    }
}
