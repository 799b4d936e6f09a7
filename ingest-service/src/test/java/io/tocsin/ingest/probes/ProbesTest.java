package io.tocsin.ingest.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.tocsin.ingest.TestAuthority;
import io.tocsin.ingest.probes.Outcome.Down;
import io.tocsin.ingest.probes.Outcome.Up;
import io.tocsin.platform.egress.EgressRequest;
import io.tocsin.platform.egress.EgressUrl;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

@Timeout(120)
class ProbesTest {
    /** Longer than a slow machine takes for its first handshake; nothing here is right because of its end. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final TestProbes probes = TestProbes.opened("127.0.0.0/8");

    @AfterEach
    void close() {
        probes.close();
    }

    @Test
    void sendsWhatTheMonitorSaysAndTimesTheAnswer() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 201 Created\nContent-Length: 2\n\nok")) {
            EgressRequest request = EgressRequest.of("POST", EgressUrl.parse(server.url("/a?b=c")))
                    .withHeaders(Map.of("X-Api-Key", "k", "User-Agent", "own"))
                    .withBody("hello".getBytes(StandardCharsets.UTF_8));

            Outcome outcome =
                    probes.probe(new Target.Http(request, ExpectedStatuses.of(List.of("201")), null), TIMEOUT);

            Up up = (Up) outcome;
            assertThat(up.findings().status()).isEqualTo(201);
            assertThat(up.findings().timings().latency()).isPositive();
            assertThat(up.findings().timings().connect()).isPositive();
            assertThat(up.findings().timings().firstByte()).isPositive();
            assertThat(up.findings().timings().tls()).isNull();
            assertThat(server.heads.getFirst())
                    .startsWith("POST /a?b=c HTTP/1.1\r\n")
                    .contains("Host: 127.0.0.1:" + server.port() + "\r\n")
                    .contains("X-Api-Key: k\r\n", "User-Agent: own\r\n", "Content-Length: 5\r\n")
                    .doesNotContain("User-Agent: Tocsin");
        }
    }

    @Test
    void opensAConnectionForEachCheck() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 200 OK\nContent-Length: 2\n\nok")) {
            probes.probe(TestProbes.page(server.url("/")), TIMEOUT);
            probes.probe(TestProbes.page(server.url("/")), TIMEOUT);

            assertThat(server.reached).hasSize(2);
        }
    }

    @Test
    void isDownOnAStatusThatIsNotExpected() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 503 Busy\nContent-Length: 0\n\n")) {
            Down down = (Down) probes.probe(TestProbes.page(server.url("/")), TIMEOUT);

            assertThat(down.reason()).isEqualTo("The answer had status 503");
            assertThat(down.findings().status()).isEqualTo(503);
        }
    }

    @Test
    void expectsNoBodyOfAHead() throws Exception {
        try (ScriptedServer server = ScriptedServer.afterHead((in, out) -> {
            ScriptedServer.write(out, "HTTP/1.1 200 OK\nContent-Length: 100\n\n");
            Thread.sleep(60_000);
        })) {
            EgressRequest request = EgressRequest.of("HEAD", EgressUrl.parse(server.url("/")));

            assertThat(probes.probe(new Target.Http(request, ExpectedStatuses.of(List.of()), null), TIMEOUT))
                    .isInstanceOf(Up.class);
        }
    }

    @Test
    void followsARedirectOnlyWhereItMay() throws Exception {
        try (ScriptedServer end = ScriptedServer.answering("HTTP/1.1 204 No Content\n\n");
                ScriptedServer begin = ScriptedServer.answering(
                        "HTTP/1.1 301 Moved\nLocation: %s\nContent-Length: 0\n\n".formatted(end.url("/there")))) {
            Up followed = (Up) probes.probe(TestProbes.page(begin.url("/")), TIMEOUT);
            EgressRequest staying = EgressRequest.of("GET", EgressUrl.parse(begin.url("/")));
            Up stayed = (Up) probes.probe(new Target.Http(staying, ExpectedStatuses.of(List.of()), null), TIMEOUT);

            assertThat(followed.findings().status()).isEqualTo(204);
            assertThat(stayed.findings().status()).isEqualTo(301);
            assertThat(end.heads).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hello, false, false, true",
        "absent, false, false, false",
        "hello, false, true, false",
        "absent, false, true, true",
        "h[aeiou]llo+ w, true, false, true",
        "^x+$, true, false, false",
    })
    void looksForAKeyword(String text, boolean regex, boolean absent, boolean up) throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 200 OK\n\nsay hello world")) {
            Outcome outcome = probes.probe(TestProbes.page(server.url("/"), Keyword.of(text, regex, absent)), TIMEOUT);

            assertThat(outcome instanceof Up).isEqualTo(up);
        }
    }

    @Test
    void refusesAKeywordThatIsNoExpressionAndStatusesThatAreNone() {
        assertThatThrownBy(() -> Keyword.of("(", true, false)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ExpectedStatuses.of(List.of("20x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ExpectedStatuses.of(List.of("300-200"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Target.Port("a/b", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Target.Port("a", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DnsQuestion.of("example.org", "ANY", null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void connectsToAPortThatIsOpenAndSaysWhenNobodyListens() throws Exception {
        try (ScriptedServer server = ScriptedServer.playing((in, out) -> {});
                Socket deaf = new Socket()) {
            // bound and not listening: nobody else gets the port meanwhile
            deaf.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            int port = deaf.getLocalPort();

            assertThat(probes.probe(new Target.Port("127.0.0.1", server.port()), TIMEOUT))
                    .isInstanceOf(Up.class);
            assertThat(((Down) probes.probe(new Target.Port("127.0.0.1", port), TIMEOUT)).reason())
                    .isEqualTo("127.0.0.1 refused the connection on port " + port);
        }
    }

    @Test
    void pingsThisMachine() throws Exception {
        assertThat(probes.probe(new Target.Ping("127.0.0.1"), TIMEOUT)).isInstanceOf(Up.class);
    }

    @Test
    void seesHowLongACertificateLasts() throws Exception {
        TestAuthority authority = new TestAuthority();
        try (TlsServer server = new TlsServer(authority);
                TestProbes trusting = TestProbes.trusting(authorities(authority))) {
            Up up = (Up) trusting.probe(new Target.Tls("localhost", server.port(), 0), TIMEOUT);
            Down soon = (Down) trusting.probe(new Target.Tls("localhost", server.port(), 14), TIMEOUT);
            Down foreign = (Down) trusting.probe(new Target.Tls("127.0.0.1", server.port(), 0), TIMEOUT);
            Down unknown = (Down) probes.probe(new Target.Tls("localhost", server.port(), 0), TIMEOUT);

            assertThat(up.findings().certificateNotAfter()).isAfter(Instant.now());
            assertThat(up.findings().timings().tls()).isPositive();
            assertThat(soon.reason()).isEqualTo("The certificate ends in 0 days");
            assertThat(foreign.reason()).isEqualTo("TLS failed: the certificate is for another name");
            assertThat(unknown.reason()).isEqualTo("TLS failed: the certificate is not signed by a trusted authority");
            assertThat(unknown.findings().certificateNotAfter()).isAfter(Instant.now());
        }
    }

    @Test
    void asksForAPageOverTls() throws Exception {
        TestAuthority authority = new TestAuthority();
        try (TlsServer server = new TlsServer(authority);
                TestProbes trusting = TestProbes.trusting(authorities(authority))) {
            Target.Http page = TestProbes.page("https://localhost:" + server.port() + "/");

            Up up = (Up) trusting.probe(page, TIMEOUT);

            assertThat(up.findings().status()).isEqualTo(200);
            assertThat(up.findings().certificateNotAfter()).isAfter(Instant.now());
            assertThat(((Down) probes.probe(page, TIMEOUT)).reason()).startsWith("TLS failed");
        }
    }

    @Test
    void asksTheResolverForRecords() throws Exception {
        try (NameServer names = NameServer.answering(ProbesTest::zone);
                TestProbes asking = TestProbes.asking(names)) {
            assertThat(dns(asking, "shop.example", "A", null)).isNull();
            assertThat(dns(asking, "shop.example", "A", "10.0.0.7")).isNull();
            assertThat(dns(asking, "shop.example", "A", "10.0.0.8"))
                    .isEqualTo("No record of type A is the expected one");
            assertThat(dns(asking, "shop.example", "MX", "10 Mail.Shop.Example."))
                    .isNull();
            assertThat(dns(asking, "shop.example", "MX", "mail.shop.example")).isNull();
            assertThat(dns(asking, "shop.example", "TXT", "v=spf1 -all")).isNull();
            assertThat(dns(asking, "shop.example", "NS", null)).isEqualTo("The name does not exist");
        }
    }

    @Test
    void asksNobodyAboutANameOfTheHostsFile() throws Exception {
        try (ScriptedServer server = ScriptedServer.playing((in, out) -> {});
                NameServer silent = NameServer.answering(question -> null);
                TestProbes asking = TestProbes.asking(silent, "127.0.0.0/8", "::1/128")) {
            Outcome outcome = asking.probe(new Target.Port("localhost", server.port()), TIMEOUT);

            assertThat(outcome).isInstanceOf(Up.class);
        }
    }

    @Test
    void isDownWhenResolversAreSilentAboutItsNameAlone() throws Exception {
        try (NameServer names =
                        NameServer.answering(question -> question.getName().equals(Name.root) ? List.of() : null);
                TestProbes asking = TestProbes.asking(names)) {
            for (Target target : unresolved()) {
                Down down = (Down) asking.judge(target, Duration.ofSeconds(1));

                assertThat(down.reason()).isEqualTo("Timed out after 1000 ms while resolving the name");
            }
        }
    }

    @Test
    void isUnknownWhenNoResolverAnswersAnybody() throws Exception {
        try (NameServer silent = NameServer.answering(question -> null);
                TestProbes asking = TestProbes.asking(silent)) {
            for (Target target : unresolved()) {
                assertThat(asking.probe(target, Duration.ofMillis(300))).isInstanceOf(Outcome.Unknown.class);
            }
        }
    }

    private static List<Target> unresolved() {
        return List.of(new Target.Dns(DnsQuestion.of("shop.example", "A", null)), new Target.Port("shop.example", 80));
    }

    private static String dns(TestProbes asking, String name, String type, String expected) throws Exception {
        Outcome outcome = asking.probe(new Target.Dns(DnsQuestion.of(name, type, expected)), TIMEOUT);
        return outcome instanceof Down down ? down.reason() : null;
    }

    private static List<Record> zone(Record question) {
        Name name = question.getName();
        return switch (question.getType()) {
            case Type.A -> List.of(new ARecord(name, DClass.IN, 60, InetAddress.ofLiteral("10.0.0.7")));
            case Type.MX ->
                List.of(new MXRecord(name, DClass.IN, 60, 10, Name.fromConstantString("mail.shop.example.")));
            case Type.TXT -> List.of(new TXTRecord(name, DClass.IN, 60, List.of("v=spf1 ", "-all")));
            default -> List.of();
        };
    }

    private static KeyStore authorities(TestAuthority authority) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        String pem = authority.certifying().getCertificate();
        trusted.setCertificateEntry(
                "ca",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        return trusted;
    }

    /** Answers every request over TLS with 200. */
    private static final class TlsServer implements AutoCloseable {
        private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        private final Channel listener;

        TlsServer(TestAuthority authority) throws Exception {
            Path folder = Path.of("target", "tls").toAbsolutePath();
            authority.writeDoor(folder.resolve("server.crt"), folder.resolve("server.key"));
            SslContext tls = SslContextBuilder.forServer(
                            folder.resolve("server.crt").toFile(),
                            folder.resolve("server.key").toFile())
                    .build();
            listener = new ServerBootstrap()
                    .group(loops)
                    .channel(NioServerSocketChannel.class)
                    .childHandler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline()
                                    .addLast(tls.newHandler(channel.alloc()), new HttpServerCodec(), new Answer());
                        }
                    })
                    .bind("127.0.0.1", 0)
                    .sync()
                    .channel();
        }

        int port() {
            return ((InetSocketAddress) listener.localAddress()).getPort();
        }

        @Override
        public void close() {
            loops.shutdownGracefully();
        }
    }

    private static final class Answer extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof LastHttpContent) {
                var answer = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
                answer.headers().set("Content-Length", 0);
                context.writeAndFlush(answer);
            }
        }
    }
}
