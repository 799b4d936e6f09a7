package io.tocsin.ingest.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.egress.EgressRequest;
import io.tocsin.platform.egress.EgressUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Whatever way a forbidden address is written, hidden behind a name or behind a redirect: no probe sends anything there.
 * Counted where it would arrive: a server on every address of this machine, and the kernel's count of echo requests.
 */
@Timeout(120)
class ForbiddenAddressesTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static ScriptedServer everywhere;
    private static NameServer deceiver;
    private static TestProbes probes;

    @BeforeAll
    static void open() throws IOException {
        everywhere = ScriptedServer.everywhere((in, out) -> ScriptedServer.write(out, "HTTP/1.1 200 OK\n\nhello"));
        // any name leads to this machine
        deceiver = NameServer.answering(question -> List.of(address(question, "127.0.0.1", "::1")));
        probes = TestProbes.asking(deceiver);
    }

    @AfterAll
    static void close() throws IOException {
        probes.close();
        deceiver.close();
        everywhere.close();
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void noProbeSendsAnythingToAForbiddenAddress(String host) throws Exception {
        long echoes = echoRequests();
        everywhere.reached.clear();

        for (Target target : targets(host)) {
            assertThat(probes.probe(target, TIMEOUT))
                    .isInstanceOfSatisfying(
                            Outcome.Down.class,
                            down -> assertThat(down.reason())
                                    .containsAnyOf("is not a public address", "could not be resolved"));
        }

        assertThat(everywhere.reached).isEmpty();
        assertThat(echoRequests()).isEqualTo(echoes);
    }

    static Stream<String> spellings() {
        String loopback = """
            localhost LOCALHOST localhost. LocalHost 127.0.0.1 127.0.0.1. 127.1 127.0.1 127.000.000.001 127.0.0.2
            127.255.255.254 127.127 2130706433 2130706434
            0177.0.0.1 0177.0.0.01 0177.1 017700000001 0x7f.0.0.1 0x7f.1 0X7F.0X0.0X0.0X1 0x7f000001 0x7F000001
            0x7f.0x1 0x7f.0.1 127.0x1 0177.0x0.0.1 0x0000007f.1
            １２７.０.０.１ ①②⑦.⓪.⓪.① ｌｏｃａｌｈｏｓｔ localhost。 127。0。0。1
            0 0.0.0.0 0.0 0.0.0 00000000 0x0 0x00000000 0.0.0.1 deceiver.example
            """;
        String surroundings = """
            10.0.0.1 10.1 167772161 0xa000001 012.0.0.1 100.64.0.1 172.16.0.1 172.31.1 192.168.0.1 192.168.1
            3232235521 0xc0a80001 169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376 169.254.43518
            168.63.129.16 100.100.100.200
            192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1 255.255.255.255 4294967295
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
    void aNameWithBothKindsOfAddressesIsRefused() throws Exception {
        try (NameServer mixed = NameServer.answering(question -> question.getType() == Type.A
                        ? List.of(a(question, "127.0.0.1"), a(question, "127.0.0.2"))
                        : List.of(address(question, "127.0.0.1", "::1")));
                TestProbes strict = TestProbes.asking(mixed, "127.0.0.1/32")) {
            everywhere.reached.clear();

            for (Target target : targets("mixed.example")) {
                assertThat(strict.probe(target, TIMEOUT)).isInstanceOf(Outcome.Down.class);
            }

            assertThat(everywhere.reached).isEmpty();
        }
    }

    @Test
    void aNameIsJudgedAnewAtEachCheckAndNeverAskedForTwiceInOne() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (NameServer changing = NameServer.answering(question -> question.getType() != Type.A
                        ? List.of()
                        : List.of(a(question, asked.incrementAndGet() % 2 == 1 ? "127.0.0.1" : "127.0.0.2")));
                TestProbes strict = TestProbes.asking(changing, "127.0.0.1/32")) {
            everywhere.reached.clear();
            Target.Http page = TestProbes.page("http://changing.example:" + everywhere.port() + "/");

            assertThat(strict.probe(page, TIMEOUT)).isInstanceOf(Outcome.Up.class);
            assertThat(strict.probe(page, TIMEOUT)).isInstanceOf(Outcome.Down.class);
            assertThat(strict.probe(page, TIMEOUT)).isInstanceOf(Outcome.Up.class);

            assertThat(everywhere.reached).hasSize(2).containsOnly(InetAddress.ofLiteral("127.0.0.1"));
            assertThat(asked).hasValue(3);
        }
    }

    @Test
    void aRedirectToAForbiddenAddressIsNotFollowed() throws Exception {
        List<String> refused = new ArrayList<>();
        try (TestProbes strict = TestProbes.asking(deceiver, "127.0.0.1/32")) {
            for (String host : List.of(
                    "127.0.0.2",
                    "[::1]",
                    "2130706434",
                    "0x7f.0.0.2",
                    "0177.0.0.2",
                    "[::ffff:7f00:2]",
                    "deceiver.example")) {
                String location = "http://%s:%d/".formatted(host, everywhere.port());
                everywhere.reached.clear();
                try (ScriptedServer door = ScriptedServer.answering(
                        "HTTP/1.1 302 Found\nLocation: %s\nContent-Length: 0\n\n".formatted(location))) {
                    if (strict.probe(TestProbes.page(door.url("/")), TIMEOUT) instanceof Outcome.Down) {
                        refused.add(host);
                    }
                }
                assertThat(everywhere.reached).isEmpty();
            }
        }
        assertThat(refused).hasSize(7);
    }

    private static List<Target> targets(String host) {
        String url = "http://" + host + ":" + everywhere.port() + "/";
        List<Target> targets = new ArrayList<>(List.of(
                TestProbes.page(url),
                TestProbes.page(url.replace("http:", "https:")),
                TestProbes.page(url, Keyword.of("hello", false, false)),
                new Target.Port(host, everywhere.port()),
                new Target.Tls(host, everywhere.port(), 0),
                new Target.Ping(host)));
        targets.add(new Target.Http(
                EgressRequest.of("POST", EgressUrl.parse(url)).withBody(new byte[] {1}),
                ExpectedStatuses.of(List.of("200")),
                null));
        return targets;
    }

    /** Echo requests that reached this machine, by the kernel's count; 0 where it counts none. */
    private static long echoRequests() throws IOException {
        Path counters = Path.of("/proc/net/snmp");
        if (!Files.exists(counters)) {
            return 0;
        }
        List<String> lines = Files.readAllLines(counters).stream()
                .filter(line -> line.startsWith("Icmp:"))
                .toList();
        int column = List.of(lines.getFirst().split(" ", -1)).indexOf("InEchos");
        return Long.parseLong(lines.getLast().split(" ", -1)[column]);
    }

    private static Record address(Record question, String four, String six) {
        return question.getType() == Type.AAAA
                ? new AAAARecord(question.getName(), DClass.IN, 1, InetAddress.ofLiteral(six))
                : a(question, four);
    }

    private static Record a(Record question, String four) {
        return new ARecord(question.getName(), DClass.IN, 1, InetAddress.ofLiteral(four));
    }
}
