package io.tocsin.auth.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords(new PasswordSettings(10, 4, Duration.ofSeconds(5)));

    @Test
    void keepsTheNameOfTheAlgorithm() {
        assertThat(passwords.hash("correct horse")).startsWith("{bcrypt-sha256}$2a$10$");
    }

    @Test
    void looksBehindByte72() {
        String hash = passwords.hash("x".repeat(100) + "a");

        assertThat(passwords.matches("x".repeat(100) + "a", hash)).isTrue();
        assertThat(passwords.matches("x".repeat(100) + "b", hash)).isFalse();
    }

    @Test
    void takesComposedAndDecomposedLettersForTheSame() {
        String hash = passwords.hash("caf\u00e9 au lait");

        assertThat(passwords.matches("cafe\u0301 au lait", hash)).isTrue();
    }

    @Test
    void looksBehindZeroBytes() {
        String hash = passwords.hash("abcdefgh\u0000one");

        assertThat(passwords.matches("abcdefgh\u0000two", hash)).isFalse();
    }

    @Test
    void matchesNothingWhereThereIsNoUser() {
        assertThat(passwords.matches("correct horse", null)).isFalse();
    }

    @Test
    void countsCharactersComposed() {
        assertThat(passwords.isTooShort("e\u0301".repeat(7))).isTrue();
        assertThat(passwords.isTooShort("12345678")).isFalse();
        assertThat(passwords.isTooLong("e\u0301".repeat(128))).isFalse();
        assertThat(passwords.isTooLong("x".repeat(129))).isTrue();
        assertThat(passwords.isTooLong("x".repeat(1_000_000))).isTrue();
    }

    @Test
    void isNeverCheap() {
        assertThatThrownBy(() -> new PasswordSettings(4, 4, Duration.ofSeconds(1)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("bcrypt-cost");
    }
}
