package io.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.platform.testing.IntegrationTest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Receivers that behave badly, byte by byte. */
@IntegrationTest
class HookFailuresIT {
    private static final long GIGABYTE = 1L << 30;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private Subscriber subscriber;

    @BeforeEach
    void start() {
        subscriber = Subscriber.of(Product.with(port, managementPort));
    }

    @Test
    void givesUpOnAnAnswerThatNeverEnds() throws IOException {
        try (RawReceiver dripping = RawReceiver.plain((socket, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
            while (true) {
                write(out, "x");
                Thread.sleep(200);
            }
        })) {
            JsonNode endpoint = told("http", dripping);

            JsonNode attempt = subscriber.awaitFirstTry(endpoint);

            assertThat(attempt.path("error").asString()).startsWith("Timed out after 5000 ms");
            assertThat(attempt.path("duration_ms").asLong()).isBetween(5_000L, 30_000L);
        }
    }

    @Test
    void triesAgainWhenTheConnectionIsReset() throws IOException {
        try (RawReceiver resetting = RawReceiver.plain((socket, out) -> socket.setSoLinger(true, 0))) {
            JsonNode endpoint = told("http", resetting);

            JsonNode delivery = subscriber.awaitDelivery(endpoint, "exhausted");

            assertThat(delivery.path("attempts").size()).isEqualTo(4);
            assertThat(delivery.path("attempts"))
                    .allMatch(attempt -> attempt.path("error").asString().startsWith("The connection was closed"));
        }
    }

    @Test
    void readsNoMoreOfAHugeAnswerThanItKeeps() throws IOException {
        AtomicLong taken = new AtomicLong();
        try (RawReceiver huge = RawReceiver.plain((socket, out) -> {
            write(out, "HTTP/1.1 200 OK\r\nContent-Length: " + GIGABYTE + "\r\n\r\n");
            byte[] piece = new byte[65_536];
            for (long sent = 0; sent < GIGABYTE; sent = taken.addAndGet(piece.length)) {
                out.write(piece);
            }
        })) {
            JsonNode endpoint = told("http", huge);

            JsonNode delivery = subscriber.awaitDelivery(endpoint, "delivered");

            assertThat(delivery.path("attempts").get(0).path("answer").asString())
                    .hasSizeLessThanOrEqualTo(500);
            await().atMost(Product.SOON).until(huge::isQuiet);
            // what lies in the buffers of two sockets was written and never read
            assertThat(taken).hasValueLessThan(64L << 20);
        }
    }

    @Test
    void sendsNothingPastACertificateThatNobodyVouchesFor() throws Exception {
        try (RawReceiver unknown =
                RawReceiver.secured((socket, out) -> write(out, "HTTP/1.1 204 No Content\r\n\r\n"))) {
            JsonNode endpoint = told("https", unknown);

            JsonNode delivery = subscriber.awaitDelivery(endpoint, "exhausted");

            assertThat(delivery.path("reason").asString())
                    .startsWith("TLS failed:")
                    .contains("not signed by a trusted authority");
            assertThat(unknown.requests).hasValue(0);
        }
    }

    @Test
    void takesPlainTextForNoSecuredDoor() throws IOException {
        try (RawReceiver plain = RawReceiver.plain((socket, out) -> write(out, "HTTP/1.1 400 Bad Request\r\n\r\n"))) {
            JsonNode endpoint = told("https", plain);

            JsonNode delivery = subscriber.awaitDelivery(endpoint, "exhausted");

            assertThat(delivery.path("reason").asString()).startsWith("TLS failed:");
        }
    }

    /** An endpoint with one event to receive. */
    private JsonNode told(String scheme, RawReceiver receiver) {
        JsonNode endpoint = subscriber.created(Map.of(
                "url", scheme + "://127.0.0.1:" + receiver.port() + "/", "event_types", List.of("monitor.down")));
        subscriber.broken();
        return endpoint;
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
