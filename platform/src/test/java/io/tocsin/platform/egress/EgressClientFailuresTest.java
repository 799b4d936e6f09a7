package io.tocsin.platform.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.egress.EgressFailure.Abandoned;
import io.tocsin.platform.egress.EgressFailure.ConnectionLost;
import io.tocsin.platform.egress.EgressFailure.ConnectionRefused;
import io.tocsin.platform.egress.EgressFailure.NotHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the client says of a target, and when it says nothing. */
@Timeout(120)
class EgressClientFailuresTest {
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final EgressClient client = Egress.opened("127.0.0.0/8");

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.6\n",
                "HTTP/1.1 abc\n\n",
                "\n\n\n\n\n\n\n\n\n\n\n\n\n",
                "HTTP/1.1 200 OK\nno header\n\n"
            })
    void saysThatAnAnswerIsNotHttp(String answer) throws IOException {
        try (LocalServer server = LocalServer.answering(answer)) {
            assertThat(Egress.failure(client.send(EgressRequest.of("GET", server.url("/")))))
                    .isInstanceOf(NotHttp.class);
        }
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        try (Socket deaf = new Socket()) {
            // bound, so that nobody else can listen there
            deaf.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            int port = deaf.getLocalPort();
            EgressUrl url = EgressUrl.parse("http://127.0.0.1:%d/".formatted(port));

            EgressFailure failure = Egress.failure(client.send(EgressRequest.of("GET", url)));

            assertThat(failure).isEqualTo(new ConnectionRefused("127.0.0.1", port));
            assertThat(failure.sentence()).isEqualTo("127.0.0.1 refused the connection on port " + port);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\nContent-Length: 100\n\nshort",
                "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\na\nshort"
            })
    void saysThatTheConnectionWasLost(String answer) throws IOException {
        try (LocalServer server = LocalServer.playing((head, out) -> {
            LocalServer.write(out, answer);
            throw new IOException("hang up");
        })) {
            assertThat(Egress.failure(client.send(EgressRequest.of("GET", server.url("/")))))
                    .isInstanceOf(ConnectionLost.class);
        }
    }

    @Test
    void saysNothingAboutATargetWhenItIsInterrupted() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        EgressResult[] result = new EgressResult[1];
        try (LocalServer server = LocalServer.playing((head, out) -> {
            asked.countDown();
            Thread.sleep(Duration.ofMinutes(5));
        })) {
            Thread caller = Thread.ofVirtual()
                    .start(() -> result[0] =
                            client.send(EgressRequest.of("GET", server.url("/")).within(Duration.ofSeconds(60))));
            asked.await();
            caller.interrupt();
            caller.join();

            assertThat(Egress.failure(result[0])).isInstanceOf(Abandoned.class);
        }
    }

    @Test
    void saysNothingAboutATargetWhenItIsClosed() throws IOException {
        try (LocalServer server = LocalServer.answering("HTTP/1.1 200 OK\nContent-Length: 0\n\n")) {
            client.close();

            assertThat(Egress.failure(client.send(EgressRequest.of("GET", server.url("/")))))
                    .isInstanceOf(Abandoned.class);
        }
    }

    @Test
    void saysNothingAboutATargetThatItHadNoConnectionFor() throws Exception {
        CountDownLatch asked = new CountDownLatch(5);
        try (LocalServer server = LocalServer.playing((head, out) -> {
            asked.countDown();
            Thread.sleep(Duration.ofMinutes(5));
        })) {
            EgressRequest request = request(server).onKeptConnection();
            for (int i = 0; i < 5; i++) {
                Thread.ofVirtual().start(() -> client.send(request.within(Duration.ofSeconds(60))));
            }
            asked.await();

            assertThat(Egress.failure(client.send(request))).isInstanceOf(Abandoned.class);
        }
    }

    @Test
    void measuresWhereTheTimeWent() throws IOException {
        try (LocalServer server = LocalServer.answering("HTTP/1.1 200 OK\nContent-Length: 0\n\n")) {
            EgressTimings timings =
                    client.send(EgressRequest.of("GET", server.url("/"))).timings();

            assertThat(timings.connect()).isPositive();
            assertThat(timings.firstByte()).isPositive();
            assertThat(timings.tls()).isZero();
            assertThat(timings.total()).isGreaterThanOrEqualTo(timings.dns() + timings.connect() + timings.firstByte());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "Connection", "X Y", "X:", "", "Expect"})
    void setsNoHeaderThatIsItsOwn(String name) {
        assertThatThrownBy(() -> EgressRequest.checkHeader(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Injected: b", "a\nb", "a\0b", "a\u20ac"})
    void setsNoHeaderThatIsTwo(String value) {
        assertThatThrownBy(() -> EgressRequest.checkHeader("X-Header", value))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static EgressRequest request(LocalServer server) {
        return EgressRequest.of("GET", server.url("/")).within(SHORT);
    }
}
