package io.tocsin.platform.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.egress.EgressFailure.Abandoned;
import io.tocsin.platform.egress.EgressFailure.Step;
import io.tocsin.platform.egress.EgressFailure.TimedOut;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the client gives up: each test ends, whatever the server does. */
@Timeout(120)
class EgressClientDeadlineTest {
    /** Long enough for a busy machine to come to the step where each server stalls. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final EgressClient client = Egress.opened("127.0.0.0/8");

    @BeforeAll
    static void loadClasses() throws IOException {
        try (LocalServer server = LocalServer.answering("HTTP/1.1 200 OK\nContent-Length: 0\n\n");
                EgressClient client = Egress.opened("127.0.0.0/8")) {
            client.send(EgressRequest.of("GET", server.url("/")));
        }
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void timesOutOnASilentServer() throws IOException {
        try (LocalServer server = LocalServer.playing((head, out) -> Thread.sleep(Duration.ofMinutes(5)))) {
            assertThat(timeout(Step.WAITING, () -> get(server))).isEqualTo(new TimedOut(Step.WAITING, SHORT));
        }
    }

    @Test
    void timesOutOnAServerThatDripsItsHead() throws IOException {
        try (LocalServer server = LocalServer.playing((head, out) -> drip(out, "HTTP/1.1 200 OK\r\n", "X-A: b\r\n"))) {
            assertThat(timeout(Step.WAITING, () -> get(server))).isEqualTo(new TimedOut(Step.WAITING, SHORT));
        }
    }

    @Test
    void timesOutOnAServerThatNeverStopsSayingWait() throws IOException {
        try (LocalServer server =
                LocalServer.playing((head, out) -> drip(out, "", "HTTP/1.1 103 Early Hints\r\n\r\n"))) {
            assertThat(timeout(Step.WAITING, () -> get(server))).isEqualTo(new TimedOut(Step.WAITING, SHORT));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\n"
            })
    void timesOutOnAServerThatDripsItsBody(String head) throws IOException {
        try (LocalServer server = LocalServer.playing((request, out) -> drip(out, head, "x"))) {
            assertThat(timeout(Step.READING, () -> get(server))).isEqualTo(new TimedOut(Step.READING, SHORT));
            assertThat(timeout(Step.READING, () -> client.send(request(server).onKeptConnection())))
                    .isEqualTo(new TimedOut(Step.READING, SHORT));
        }
    }

    @Test
    void timesOutOnAServerThatNeverAgreesOnTls() throws IOException {
        try (LocalServer server = LocalServer.playing((head, out) -> Thread.sleep(Duration.ofMinutes(5)))) {
            EgressUrl url = EgressUrl.parse("https://127.0.0.1:%d/".formatted(server.port()));

            assertThat(timeout(
                            Step.SECURING,
                            () -> client.send(EgressRequest.of("GET", url).within(SHORT))))
                    .isEqualTo(new TimedOut(Step.SECURING, SHORT));
        }
    }

    @Test
    void timesOutOnAServerThatNeverReads() throws IOException {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"))) {
            EgressRequest request = EgressRequest.of(
                            "POST", EgressUrl.parse("http://127.0.0.1:%d/".formatted(deaf.getLocalPort())))
                    .withBody(new byte[64 << 20])
                    .within(SHORT);

            assertThat(timeout(Step.CONNECTING, () -> client.send(request))).isInstanceOf(TimedOut.class);
        }
    }

    @Test
    void timesOutOnAServerThatAcceptsNobody() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            List<Socket> queue = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Socket socket = new Socket();
                queue.add(socket);
                try {
                    socket.connect(full.getLocalSocketAddress(), 200);
                } catch (IOException _) {
                    break; // the queue is full, as it should be
                }
            }
            EgressUrl url = EgressUrl.parse("http://127.0.0.1:%d/".formatted(full.getLocalPort()));

            assertThat(timeout(
                            Step.CONNECTING,
                            () -> client.send(EgressRequest.of("GET", url).within(SHORT))))
                    .isInstanceOf(TimedOut.class);
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    @Test
    void sharesOneDeadlineAmongRedirects() throws IOException {
        try (LocalServer server = LocalServer.playing((head, out) -> {
            Thread.sleep(50);
            LocalServer.write(out, "HTTP/1.1 302 Found\nLocation: /\nContent-Length: 0\n\n");
        })) {
            assertThat(timeout(Step.RESOLVING, () -> client.send(request(server).followingRedirects(1000))))
                    .isInstanceOf(TimedOut.class);
        }
    }

    @Test
    void timesOutOnANameServerThatIsSilent() {
        CountDownLatch over = new CountDownLatch(1);
        NameLookup silent = host -> {
            over.await();
            return new InetAddress[0];
        };
        try (EgressClient blocked = Egress.looking(silent)) {
            EgressRequest request = EgressRequest.of("GET", EgressUrl.parse("http://silent.example/"));

            assertThat(timeout(Step.RESOLVING, () -> blocked.send(request.within(SHORT))))
                    .isEqualTo(new TimedOut(Step.RESOLVING, SHORT));
            over.countDown();
        }
    }

    @Test
    void endsABombThatUnpacksToNothingAtTheDeadline() throws IOException {
        byte[] nothing = gzip(new byte[0]);
        try (LocalServer server = LocalServer.playing((head, out) -> {
            LocalServer.write(out, "HTTP/1.1 200 OK\nContent-Encoding: gzip\nConnection: close\n\n");
            while (true) {
                out.write(nothing);
            }
        })) {
            assertThat(timeout(Step.READING, () -> get(server))).isEqualTo(new TimedOut(Step.READING, SHORT));
        }
    }

    /** Where the machine was so slow that the step was not even reached, it is tried again. */
    private static EgressFailure timeout(Step expected, Supplier<EgressResult> call) {
        EgressFailure failure = Egress.failure(call.get());
        for (int i = 0; i < 5 && isTooEarly(failure, expected); i++) {
            failure = Egress.failure(call.get());
        }
        return failure;
    }

    private static boolean isTooEarly(EgressFailure failure, Step expected) {
        return failure instanceof Abandoned
                || failure instanceof TimedOut early && early.step().compareTo(expected) < 0;
    }

    private EgressResult get(LocalServer server) {
        return client.send(request(server));
    }

    private static EgressRequest request(LocalServer server) {
        return EgressRequest.of("GET", server.url("/")).within(SHORT);
    }

    private static void drip(OutputStream out, String begin, String drop) throws IOException, InterruptedException {
        out.write(begin.getBytes(StandardCharsets.ISO_8859_1));
        while (true) {
            out.write(drop.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            Thread.sleep(10);
        }
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(plain);
        }
        return packed.toByteArray();
    }
}
