package io.tocsin.local.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void aKeyHas256Bits() throws Exception {
        var key = Secrets.in(folder).key("ENCRYPTION_KEY");

        assertThat(Base64.getDecoder().decode(key)).hasSize(32);
    }

    @Test
    void aSecretStaysTheSame() throws Exception {
        var first = Secrets.in(folder).password("postgres");

        assertThat(Secrets.in(folder).password("postgres")).isEqualTo(first);
        assertThat(Secrets.in(folder).password("other")).isNotEqualTo(first);
    }

    @Test
    void aPasswordNeedsNoEscapeInAnAddress() throws Exception {
        assertThat(Secrets.in(folder).password("postgres")).matches("[A-Za-z0-9_-]{43}");
    }

    @Test
    void onlyTheOwnerMayLook() throws Exception {
        Secrets.in(folder).key("ENCRYPTION_KEY");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("ENCRYPTION_KEY"))))
                .isEqualTo("rw-------");
    }
}
