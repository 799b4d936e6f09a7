package io.tocsin.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.util.unit.DataSize;

class RequestBodiesTest {
    private static final String ACCOUNT = "acc_1";

    private final InFlight inFlight = new InFlight(64 << 20);
    private final RequestBodies bodies =
            new RequestBodies(settings(DataSize.ofKilobytes(8), Duration.ofSeconds(10)), inFlight);

    @Test
    void countsWhatIsUnderWayAndGivesItBack() throws IOException {
        assertThat(read("plain".getBytes(), "identity")).isEqualTo("plain".getBytes());
        assertThat(inFlight.bytes()).isZero();
    }

    @Test
    void inflates() throws IOException {
        assertThat(read(gzip("content".getBytes()), "GZIP")).isEqualTo("content".getBytes());
    }

    @Test
    void stopsABombAtTheLimit() throws IOException {
        byte[] bomb = gzip(" ".repeat(100 << 20).getBytes());
        assertThat(bomb.length).isLessThan(1 << 20);

        assertRefused(bomb, ErrorCode.VALIDATION_003, "gzip");

        assertThat(inFlight.bytes()).isLessThanOrEqualTo(10 << 20);
    }

    @Test
    void stopsABombOfManyMembersAtTheLimit() throws IOException {
        byte[] member = gzip(" ".repeat(1 << 20).getBytes());
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 20; i++) {
            members.write(member);
        }

        assertRefused(members.toByteArray(), ErrorCode.VALIDATION_003, "gzip");
    }

    @Test
    void survivesTensOfThousandsOfEmptyMembers() throws IOException {
        byte[] member = gzip(new byte[0]);
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 40_000; i++) {
            members.write(member);
        }

        assertThat(read(members.toByteArray(), "gzip")).isEmpty();
    }

    @Test
    void refusesLongBodiesByTheirHeader() {
        assertRefused(new byte[(1 << 20) + 1], ErrorCode.VALIDATION_003, "gzip");
        assertRefused(new byte[(10 << 20) + 1], ErrorCode.VALIDATION_003);
    }

    @Test
    void refusesWhatOnlySaysToBeGzip() throws IOException {
        byte[] whole = gzip("{\"metrics\":[{\"name\":\"a\",\"value\":1}]}".getBytes());

        assertRefused("{}".getBytes(), ErrorCode.VALIDATION_005, "gzip");
        assertRefused(new byte[0], ErrorCode.VALIDATION_005, "gzip");
        assertRefused(Arrays.copyOf(whole, whole.length - 9), ErrorCode.VALIDATION_005, "gzip");
        byte[] flipped = whole.clone();
        flipped[whole.length - 6] ^= 1; // its checksum
        assertRefused(flipped, ErrorCode.VALIDATION_005, "gzip");
    }

    @Test
    void knowsOneEncodingOnce() {
        assertRefused(new byte[1], ErrorCode.VALIDATION_004, "br");
        assertRefused(new byte[1], ErrorCode.VALIDATION_004, "gzip, gzip");
        assertRefused(new byte[1], ErrorCode.VALIDATION_004, "gzip", "gzip");
        assertRefused(new byte[1], ErrorCode.VALIDATION_004, "");
    }

    @Test
    void endsBodiesThatArriveTooSlowly() {
        RequestBodies impatient = new RequestBodies(settings(DataSize.ofTerabytes(1000), Duration.ZERO), inFlight);

        assertThatThrownBy(() ->
                        impatient.open(request(new byte[100_000]), ACCOUNT).bytes())
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION_009));
    }

    @Test
    void keepsHalfOfTheRoomFromAnyAccount() {
        InFlight room = new InFlight(10);
        InFlight.Share first = room.share(ACCOUNT);
        first.take(3);

        assertThatThrownBy(() -> first.take(3))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.VALIDATION_003));
        assertThatThrownBy(() -> room.share(ACCOUNT).take(3))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.METRICS_003));
        room.share("acc_2").take(5);
        assertThat(room.bytes()).isEqualTo(8);

        first.close();
        room.share(ACCOUNT).take(5);
        assertThat(room.bytes()).isEqualTo(10);
    }

    @Test
    void turnsAwayWhatFindsNoRoom() {
        InFlight full = new InFlight(10);
        full.share(ACCOUNT).take(5);
        full.share("acc_2").take(3);

        assertThatThrownBy(() -> full.share("acc_3").take(3)).isInstanceOfSatisfying(ApiException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.METRICS_003);
            assertThat(refusal.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
        });
        assertThat(full.bytes()).isEqualTo(8);
    }

    @Test
    void findsRoomForWhatIsMadeOfABody() throws IOException {
        try (Body opened = bodies.open(request(new byte[10_000], "identity"), ACCOUNT)) {
            opened.bytes();
            opened.weigh(10_000);
            assertThat(inFlight.bytes()).isEqualTo(10_000);
            opened.weigh(30_000);
            assertThat(inFlight.bytes()).isEqualTo(40_000);
            assertThatThrownBy(() -> opened.weigh(11 << 20)).isInstanceOf(ApiException.class);
        }
        assertThat(inFlight.bytes()).isZero();
    }

    private static MetricsSettings settings(DataSize minRate, Duration grace) {
        return new MetricsSettings(
                DataSize.ofMegabytes(1),
                DataSize.ofMegabytes(10),
                DataSize.ofMegabytes(24),
                Duration.ofMinutes(10),
                minRate,
                grace,
                Duration.ofMinutes(2));
    }

    private void assertRefused(byte[] body, ErrorCode code, String... encodings) {
        assertThatThrownBy(() -> read(body, encodings))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private byte[] read(byte[] body, String... encodings) throws IOException {
        try (Body opened = bodies.open(request(body, encodings), ACCOUNT)) {
            byte[] read = opened.bytes();
            assertThat(inFlight.bytes()).isEqualTo(read.length);
            return read;
        }
    }

    private static MockHttpServletRequest request(byte[] body, String... encodings) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
        request.setContent(body);
        for (String encoding : encodings) {
            request.addHeader("Content-Encoding", encoding);
        }
        return request;
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        }
        return bytes.toByteArray();
    }
}
