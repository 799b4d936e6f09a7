package io.tocsin.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.ingest.TestAuthority;
import io.tocsin.platform.door.CollectorCertificate;
import io.tocsin.platform.door.DoorConnector;
import io.tocsin.platform.door.DoorSettings;
import io.tocsin.platform.settings.SettingsException;
import io.tocsin.schemas.Ids;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

class DoorSettingsTest {
    private final TestAuthority authority = new TestAuthority();

    @Test
    void refusesAKeyThatIsNotTheCertificates(@TempDir Path folder) {
        authority.writeDoor(folder.resolve("a.crt"), folder.resolve("a.key"));
        authority.writeDoor(folder.resolve("b.crt"), folder.resolve("b.key"));
        DoorSettings mixed = settings(folder.resolve("a.crt"), folder.resolve("b.key"));

        assertThatThrownBy(() -> open(mixed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tocsin.door.key")
                .hasMessageContaining("the key is not the certificate's");
    }

    @Test
    void refusesAFileThatIsNoKey(@TempDir Path folder) {
        authority.writeDoor(folder.resolve("a.crt"), folder.resolve("a.key"));

        assertThatThrownBy(() -> open(settings(folder.resolve("a.crt"), folder.resolve("a.crt"))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void wantsBothFilesOrNone(@TempDir Path folder) {
        assertThat(new DoorSettings("", "", 8443, "127.0.0.1").open()).isFalse();
        assertThatThrownBy(() -> new DoorSettings("x", "", 8443, "127.0.0.1")).isInstanceOf(SettingsException.class);
        assertThatThrownBy(() -> settings(folder.resolve("none"), folder.resolve("none")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("tocsin.door.certificate");
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

    private static void open(DoorSettings settings) {
        new DoorConnector(settings, List::of).customize(new TomcatServletWebServerFactory());
    }

    private static DoorSettings settings(Path certificate, Path key) {
        return new DoorSettings(certificate.toString(), key.toString(), 0, "127.0.0.1");
    }
}
