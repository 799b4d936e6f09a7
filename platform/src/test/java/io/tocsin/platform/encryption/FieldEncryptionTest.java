package io.tocsin.platform.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldEncryptionTest {
    private static final EncryptionKey OLD = key(1);
    private static final EncryptionKey NEW = key(2);
    private static final String CONTEXT = "monitor.headers mon_1";

    private final FieldEncryption encryption = new FieldEncryption(NEW, List.of());

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer abc", "Grüße, 世界", "a\nb\0c"})
    void readsWhatItWrote(String plain) {
        assertThat(encryption.decrypt(encryption.encrypt(plain, CONTEXT), CONTEXT))
                .isEqualTo(plain);
    }

    @Test
    void writesTheSameTextDifferentlyEachTime() {
        assertThat(encryption.encrypt("secret", CONTEXT))
                .isNotEqualTo(encryption.encrypt("secret", CONTEXT))
                .startsWith("v1." + NEW.id() + ".")
                .doesNotContain("secret");
    }

    @Test
    void readsNoValueInThePlaceOfAnother() {
        String encrypted = encryption.encrypt("secret", CONTEXT);

        assertThatThrownBy(() -> encryption.decrypt(encrypted, "monitor.headers mon_2"))
                .isInstanceOf(UnreadableFieldException.class)
                .hasMessage("The value of monitor.headers mon_2 was changed, or belongs elsewhere");
    }

    @Test
    void readsNoValueOfWhichOneBitWasChanged() {
        String encrypted = encryption.encrypt("secret", CONTEXT);
        int begin = encrypted.lastIndexOf('.') + 1;
        byte[] sealed = Base64.getUrlDecoder().decode(encrypted.substring(begin));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            String forged = encrypted.substring(0, begin)
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);

            assertThatThrownBy(() -> encryption.decrypt(forged, CONTEXT)).isInstanceOf(UnreadableFieldException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "v1.",
                "v1.x.y",
                "v2.00000000.AAAA",
                "v1.%s.",
                "v1.%s.AAAA",
                "v1.%s.!",
                "v1.%s.AAAA.x"
            })
    void saysThatAValueIsNone(String text) {
        assertThatThrownBy(() -> encryption.decrypt(text.formatted(NEW.id()), CONTEXT))
                .isInstanceOf(UnreadableFieldException.class)
                .hasMessageStartingWith("The value of " + CONTEXT);
    }

    @Test
    void readsWithAPreviousKeyAndWritesWithTheNewOne() {
        String old = new FieldEncryption(OLD, List.of()).encrypt("secret", CONTEXT);
        FieldEncryption rotated = new FieldEncryption(NEW, List.of(OLD));

        assertThat(rotated.decrypt(old, CONTEXT)).isEqualTo("secret");
        assertThat(encryption.decrypt(rotated.encrypt("secret", CONTEXT), CONTEXT))
                .isEqualTo("secret");
    }

    @Test
    void namesTheKeyThatIsGone() {
        String old = new FieldEncryption(OLD, List.of()).encrypt("secret", CONTEXT);

        assertThatThrownBy(() -> encryption.decrypt(old, CONTEXT))
                .hasMessageEndingWith("is encrypted with a key that is not configured: " + OLD.id());
    }

    private static EncryptionKey key(int seed) {
        byte[] bytes = new byte[32];
        bytes[0] = (byte) seed;
        return EncryptionKey.parse("test", Base64.getEncoder().encodeToString(bytes));
    }
}
