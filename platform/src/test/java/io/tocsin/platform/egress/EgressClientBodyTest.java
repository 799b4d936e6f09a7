package io.tocsin.platform.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.egress.EgressFailure.NotHttp;
import io.tocsin.platform.egress.EgressResult.Answered;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much of an answer the client takes. */
@Timeout(120)
class EgressClientBodyTest {
    private static final Duration ENOUGH = Duration.ofSeconds(10);

    private final EgressClient client = Egress.opened("127.0.0.0/8");

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void cutsABodyAtItsLimit() throws IOException {
        try (LocalServer server =
                LocalServer.playing((head, out) -> forEver(out, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"))) {
            Answered answered = (Answered)
                    client.send(EgressRequest.of("GET", server.url("/")).readingAtMost(100_000));

            assertThat(answered.body()).hasSize(100_000);
            assertThat(answered.truncated()).isTrue();
        }
    }

    @Test
    void keepsABodyThatJustFits() throws IOException {
        try (LocalServer server = LocalServer.answering("HTTP/1.1 200 OK\nContent-Length: 4\n\nfits")) {
            Answered answered = (Answered) client.send(request(server).readingAtMost(4));

            assertThat(answered.body()).asString().isEqualTo("fits");
            assertThat(answered.truncated()).isFalse();
        }
    }

    @Test
    void readsNoBodyThatNobodyWants() throws IOException {
        try (LocalServer server = LocalServer.answering("HTTP/1.1 200 OK\nContent-Length: 4\n\nfits")) {
            Answered answered = (Answered) client.send(request(server).readingAtMost(0));

            assertThat(answered.body()).isEmpty();
            assertThat(answered.truncated()).isTrue();
        }
    }

    @Test
    void unpacksGzip() throws IOException {
        byte[] packed = gzip("unpacked".getBytes(StandardCharsets.UTF_8));
        try (LocalServer server = LocalServer.playing((head, out) -> gzipped(out, packed))) {
            Answered answered = (Answered) client.send(EgressRequest.of("GET", server.url("/")));

            assertThat(answered.body()).asString().isEqualTo("unpacked");
            assertThat(server.requests.getFirst()).contains("Accept-Encoding: gzip");
        }
    }

    @Test
    void unpacksNoMoreOfABombThanItMayKeep() throws IOException {
        byte[] bomb = gzip(new byte[256 << 20]);
        try (LocalServer server = LocalServer.playing((head, out) -> gzipped(out, bomb))) {
            Answered answered = (Answered)
                    client.send(EgressRequest.of("GET", server.url("/")).within(Duration.ofSeconds(60)));

            assertThat(answered.body()).hasSize(1 << 20);
            assertThat(answered.truncated()).isTrue();
        }
    }

    @Test
    void saysThatABodyIsNotGzip() throws IOException {
        try (LocalServer server =
                LocalServer.answering("HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: 11\n\nplain words")) {
            assertThat(Egress.failure(client.send(EgressRequest.of("GET", server.url("/")))))
                    .isInstanceOf(NotHttp.class);
        }
    }

    @Test
    void refusesAHeadWithoutEnd() throws IOException {
        try (LocalServer lines = LocalServer.playing((head, out) -> forEver(out, "HTTP/1.1 200 OK\r\nX: y\r\n"));
                LocalServer line = LocalServer.playing((head, out) -> forEver(out, "HTTP/1.1 200 OK\r\nX: "))) {
            EgressRequest patient = request(line).within(Duration.ofSeconds(60));
            assertThat(Egress.failure(client.send(patient))).isEqualTo(new NotHttp("its head is too large"));
            assertThat(Egress.failure(
                            client.send(EgressRequest.of("GET", lines.url("/")).within(Duration.ofSeconds(60)))))
                    .isInstanceOf(NotHttp.class);
        }
    }

    private static EgressRequest request(LocalServer server) {
        return EgressRequest.of("GET", server.url("/")).within(ENOUGH);
    }

    private static void forEver(OutputStream out, String begin) throws IOException {
        out.write(begin.getBytes(StandardCharsets.ISO_8859_1));
        byte[] more = (begin.endsWith("\n") ? "X: y\r\n" : "xxxx").repeat(1000).getBytes(StandardCharsets.ISO_8859_1);
        while (true) {
            out.write(more);
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }

    private static void gzipped(OutputStream out, byte[] packed) throws IOException {
        LocalServer.write(
                out, "HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: %d\n\n".formatted(packed.length));
        out.write(packed);
        out.flush();
    }
}
