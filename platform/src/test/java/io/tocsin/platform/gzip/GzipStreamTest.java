package io.tocsin.platform.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class GzipStreamTest {
    @Test
    void unpacksWhatTheJdkPacked() throws IOException {
        byte[] plain = new byte[1_000_000];
        new Random(7).nextBytes(plain);
        Arrays.fill(plain, 100_000, 900_000, (byte) 'x');

        assertThat(unpacked(packed(plain))).isEqualTo(plain);
    }

    @Test
    void unpacksMembersOneAfterTheOther() throws IOException {
        byte[] two =
                joined(packed("one ".getBytes(StandardCharsets.UTF_8)), packed("two".getBytes(StandardCharsets.UTF_8)));

        assertThat(unpacked(two)).asString().isEqualTo("one two");
    }

    @Test
    void unpacksAnyNumberOfEmptyMembers() throws IOException {
        byte[][] members = new byte[100_000][];
        Arrays.fill(members, packed(new byte[0]));

        assertThat(unpacked(joined(members))).isEmpty();
    }

    @Test
    void refusesDataThatDoNotMatchTheirChecksum() throws IOException {
        byte[] packed = packed("what was meant".getBytes(StandardCharsets.UTF_8));
        packed[packed.length - 8] ^= 1;

        assertThatThrownBy(() -> unpacked(packed)).isInstanceOf(ZipException.class);
    }

    @Test
    void staysAtItsEnd() throws IOException {
        try (InputStream stream = new GzipStream(new ByteArrayInputStream(packed(new byte[] {'a'})))) {
            assertThat(stream.readAllBytes()).hasSize(1);
            assertThat(stream.read()).isEqualTo(-1);
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    @Test
    void ignoresPaddingAfterTheLastMember() throws IOException {
        assertThat(unpacked(joined(packed(new byte[] {'a'}), new byte[512])))
                .asString()
                .isEqualTo("a");
    }

    @Test
    void skipsEveryOptionalPartOfTheHeader() throws IOException {
        byte[] plain = packed(new byte[] {'a'});
        byte[] header = {0x1f, (byte) 0x8b, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 3, 3, 0, 1, 2, 3, 'n', 0, 'c', 0, 9, 9};

        assertThat(unpacked(joined(header, Arrays.copyOfRange(plain, 10, plain.length))))
                .asString()
                .isEqualTo("a");
    }

    @Test
    void refusesWhatIsNotGzip() {
        assertThatThrownBy(() -> unpacked("plain words".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(ZipException.class);
        assertThatThrownBy(() -> unpacked(new byte[] {0x1f, (byte) 0x8b, 7, 0, 0, 0, 0, 0, 0, 0, 0}))
                .isInstanceOf(ZipException.class);
        assertThatThrownBy(() -> unpacked(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, -1, -1, -1}))
                .isInstanceOf(ZipException.class);
    }

    @Test
    void saysThatTheEndIsMissing() throws IOException {
        byte[] packed = packed("some text that is cut".getBytes(StandardCharsets.UTF_8));

        for (int length : new int[] {0, 5, 12, packed.length - 9, packed.length - 1}) {
            assertThatThrownBy(() -> unpacked(Arrays.copyOf(packed, length))).isInstanceOf(EOFException.class);
        }
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (InputStream stream = new GzipStream(new ByteArrayInputStream(packed))) {
            return stream.readAllBytes();
        }
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
