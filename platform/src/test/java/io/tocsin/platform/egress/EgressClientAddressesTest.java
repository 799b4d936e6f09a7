package io.tocsin.platform.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.egress.EgressFailure.ForbiddenAddress;
import io.tocsin.platform.egress.EgressFailure.NameNotResolved;
import io.tocsin.platform.egress.EgressResult.Answered;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the client goes and where it does not, however the address is written. */
@Timeout(120)
class EgressClientAddressesTest {
    private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 2\n\nok";

    /** Every spelling of this machine, and of its surroundings, is refused before a connection. */
    @ParameterizedTest
    @MethodSource("spellings")
    void reachesNothingThatIsNotPublic(String host) throws IOException {
        try (LocalServer server = LocalServer.answering(OK);
                EgressClient client = Egress.opened()) {
            EgressUrl url = EgressUrl.parse("http://" + host + ":" + server.port() + "/");

            // where a spelling is taken for a name, a name server may take its time
            EgressResult result = client.send(EgressRequest.of("GET", url).within(Duration.ofSeconds(60)));

            assertThat(Egress.failure(result)).isInstanceOfAny(ForbiddenAddress.class, NameNotResolved.class);
            assertThat(server.connections).hasValue(0);
        }
    }

    static Stream<String> spellings() {
        String loopback = """
            localhost LOCALHOST localhost. LocalHost 127.0.0.1 127.0.0.1. 127.1 127.0.1 127.000.000.001 127.0.0.2
            127.255.255.254 127.127 2130706433 2130706434
            0177.0.0.1 0177.0.0.01 0177.1 017700000001 0x7f.0.0.1 0x7f.1 0X7F.0X0.0X0.0X1 0x7f000001 0x7F000001
            0x7f.0x1 0x7f.0.1 127.0x1 0177.0x0.0.1 0x0000007f.1
            １２７.０.０.１ ①②⑦.⓪.⓪.① ｌｏｃａｌｈｏｓｔ localhost。 127。0。0。1 %31%32%37.0.0.1 l%6fcalhost
            0 0.0.0.0 0.0 0.0.0 00000000 0x0 0x00000000 0.0.0.1
            """;
        String surroundings = """
            10.0.0.1 10.1 167772161 0xa000001 012.0.0.1 100.64.0.1 172.16.0.1 172.31.1 192.168.0.1 192.168.1
            3232235521 0xc0a80001 169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376 169.254.43518
            168.63.129.16 100.100.100.200
            192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 4294967295 4294967296
            """;
        String ipv6 = """
            [::] [::1] [0:0:0:0:0:0:0:1] [0000:0000:0000:0000:0000:0000:0000:0001] [::0001] [::127.0.0.1]
            [::7f00:1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::FFFF:7F00:0001] [0:0:0:0:0:ffff:127.0.0.1]
            [::ffff:0:127.0.0.1] [::ffff:10.0.0.1] [::ffff:a9fe:a9fe] [64:ff9b::127.0.0.1] [64:ff9b::a9fe:a9fe]
            [64:ff9b:1::1] [2002:7f00:1::] [2001:0:7f00:1::] [2001:db8::1] [3fff::1] [5f00::1] [fc00::1]
            [fd00:ec2::254] [fe80::1] [fec0::1] [ff02::1] [100::1]
            """;
        return Stream.of(loopback, surroundings, ipv6)
                .flatMap(text -> Stream.of(text.split("\\s+", -1)))
                .filter(text -> !text.isEmpty());
    }

    @Test
    void reachesWhatTheOperatorOpened() throws IOException {
        try (LocalServer server = LocalServer.answering(OK);
                EgressClient client = Egress.opened("127.0.0.0/8")) {
            Answered answered = (Answered) client.send(EgressRequest.of("GET", server.url("/a?b=c")));

            assertThat(answered.status()).isEqualTo(200);
            assertThat(answered.body()).asString().isEqualTo("ok");
            assertThat(server.requests.getFirst())
                    .contains("GET /a?b=c HTTP/1.1", "Host: 127.0.0.1:" + server.port(), "User-Agent: Tocsin");
        }
    }

    @Test
    void goesToTheAddressThatWasJudgedAndKeepsTheName() throws IOException {
        NameLookup names = host -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
        try (LocalServer server = LocalServer.answering(OK);
                EgressClient client = Egress.looking(names)) {
            EgressUrl url = EgressUrl.parse("http://shop.example:%d/".formatted(server.port()));

            assertThat(client.send(EgressRequest.of("GET", url))).isInstanceOf(Answered.class);
            assertThat(server.requests.getFirst()).contains("Host: shop.example:" + server.port());
        }
    }

    @Test
    void asksForTheNameOnceAConnection() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        NameLookup rebinding = host ->
                new InetAddress[] {InetAddress.ofLiteral(asked.incrementAndGet() == 1 ? "127.0.0.1" : "169.254.169.254")
                };
        try (LocalServer server = LocalServer.answering(OK);
                EgressClient client = Egress.looking(rebinding)) {
            EgressRequest request =
                    EgressRequest.of("GET", EgressUrl.parse("http://rebinding.example:%d/".formatted(server.port())));

            assertThat(client.send(request)).isInstanceOf(Answered.class);
            assertThat(Egress.failure(client.send(request))).isInstanceOf(ForbiddenAddress.class);
            assertThat(asked).hasValue(2);
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void triesTheNextAddressWhenOneRefuses() throws IOException {
        NameLookup names =
                host -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.9"), InetAddress.ofLiteral("127.0.0.1")};
        try (LocalServer server = LocalServer.answering(OK);
                EgressClient client = Egress.looking(names)) {
            EgressUrl url = EgressUrl.parse("http://two.example:%d/".formatted(server.port()));

            assertThat(client.send(EgressRequest.of("GET", url))).isInstanceOf(Answered.class);
        }
    }

    @Test
    void remembersNoCookie() throws IOException {
        try (LocalServer server =
                        LocalServer.answering("HTTP/1.1 200 OK\nSet-Cookie: a=b; Path=/\nContent-Length: 0\n\n");
                EgressClient client = Egress.opened("127.0.0.0/8")) {
            EgressRequest request = EgressRequest.of("GET", server.url("/")).onKeptConnection();
            client.send(request);
            client.send(request);

            assertThat(server.requests)
                    .hasSize(2)
                    .noneMatch(head -> head.toString().contains("Cookie"));
        }
    }

    @Test
    void usesAConnectionOfItsOwnUnlessTold() throws IOException {
        try (LocalServer server = LocalServer.answering(OK);
                EgressClient client = Egress.opened("127.0.0.0/8")) {
            EgressRequest request = EgressRequest.of("GET", server.url("/"));
            client.send(request);
            client.send(request);
            assertThat(server.connections).hasValue(2);

            for (int i = 0; i < 10; i++) {
                client.send(request.onKeptConnection());
            }
            // each of them, unless the machine stood still for as long as a connection is kept
            assertThat(server.connections).hasValueBetween(3, 6);
        }
    }

    @Test
    void reachesAServerOnIpv6() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.ofLiteral("::1"));
                LocalServer server = LocalServer.on(listener, (head, out) -> LocalServer.write(out, OK));
                EgressClient client = Egress.opened("::1")) {
            EgressUrl url = EgressUrl.parse("http://[::1]:%d/".formatted(server.port()));

            assertThat(client.send(EgressRequest.of("GET", url))).isInstanceOf(Answered.class);
            assertThat(server.requests.getFirst()).contains("Host: [::1]:" + server.port());
        } catch (SocketException e) {
            Assumptions.abort("this machine has no IPv6");
        }
    }
}
