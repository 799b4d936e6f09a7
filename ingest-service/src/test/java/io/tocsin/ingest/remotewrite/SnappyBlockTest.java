package io.tocsin.ingest.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.errors.ApiException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

class SnappyBlockTest {
    private final Random random = new Random(7);

    @Test
    void unpacksWhatGooglesLibraryPacked() throws IOException {
        for (int size : new int[] {0, 1, 59, 60, 61, 300, 70_000, 1_000_000}) {
            byte[] noise = new byte[size];
            random.nextBytes(noise);
            byte[] text =
                    "job=\"node\",instance=\"web-1\";".repeat(size / 20 + 1).getBytes(StandardCharsets.US_ASCII);
            byte[] runs = new byte[size];

            assertThat(SnappyBlock.unpack(Snappy.compress(noise))).isEqualTo(noise);
            assertThat(SnappyBlock.unpack(Snappy.compress(text))).isEqualTo(text);
            assertThat(SnappyBlock.unpack(Snappy.compress(runs))).isEqualTo(runs);
        }
    }

    @Test
    void tellsWhatABlockClaimsBeforeItIsUnpacked() {
        assertThat(SnappyBlock.length(new byte[] {-1, -1, -1, -1, 15, 0})).isEqualTo(0xffff_ffffL);
        assertRefused(() -> SnappyBlock.length(new byte[] {-1, -1, -1, -1, 127}));
        assertRefused(() -> SnappyBlock.length(new byte[] {-1}));
        assertRefused(() -> SnappyBlock.length(new byte[0]));
    }

    @Test
    void survivesWhateverAStrangerSends() throws IOException {
        byte[] good = Snappy.compress("some text, some text, some other text".repeat(50));
        for (int i = 0; i < 20_000; i++) {
            byte[] bad = good.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                bad[2 + random.nextInt(bad.length - 2)] = (byte) random.nextInt();
            }
            try {
                SnappyBlock.unpack(bad);
            } catch (ApiException _) {
                continue; // any other exception fails the test
            }
        }
    }

    @Test
    void refusesCopiesOfWhatIsNotThere() {
        assertRefused(() -> SnappyBlock.unpack(new byte[] {4, 0b0000_0001, 1}));
        assertRefused(() -> SnappyBlock.unpack(new byte[] {4, 0, 'a', 0b0000_0001, 0}));
        assertRefused(() -> SnappyBlock.unpack(new byte[] {4, 0, 'a'}));
        assertRefused(() -> SnappyBlock.unpack(new byte[] {1, (byte) 0xfc, -1, -1, -1, -1}));
        assertRefused(() -> SnappyBlock.unpack(new byte[] {1, (byte) 0xfc, -1, -1, -1, 127}));
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(ApiException.class);
    }
}
