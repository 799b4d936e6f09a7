package io.tocsin.platform.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.settings.SettingsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class EncryptionAutoConfigurationTest {
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(EncryptionAutoConfiguration.class));

    @Test
    void encryptsWithTheConfiguredKey() {
        context.withPropertyValues("tocsin.encryption.key=" + KEY).run(started -> {
            FieldEncryption encryption = started.getBean(FieldEncryption.class);
            assertThat(encryption.decrypt(encryption.encrypt("secret", "here"), "here"))
                    .isEqualTo("secret");
        });
    }

    @Test
    void startsWithoutAKeyWhereNobodyEncrypts() {
        context.withPropertyValues("tocsin.encryption.key=")
                .run(started -> assertThat(started).hasNotFailed());
    }

    @Test
    void startsNobodyWhoEncryptsWithoutAKey() {
        context.run(started -> assertThatThrownBy(() -> started.getBean(FieldEncryption.class))
                .rootCause()
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("ENCRYPTION_KEY is missing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "c2hvcnQ=", "not base64 at all, but thirty-two"})
    void stopsEveryStartOnAWrongKeyWithoutTellingIt(String wrong) {
        context.withPropertyValues("tocsin.encryption.key=" + wrong)
                .run(started -> assertThat(started)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(SettingsException.class)
                        .hasMessage("ENCRYPTION_KEY must be 32 random bytes in base64, as `openssl rand -base64"
                                + " 32` prints them"));
    }

    @Test
    void keepsKeysOutOfLogs() {
        assertThat(new EncryptionSettings(KEY, List.of(KEY)).toString()).doesNotContain(KEY);
        assertThat(EncryptionKey.parse("test", KEY).toString()).doesNotContain(KEY);
    }
}
