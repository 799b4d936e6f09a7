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
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

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
    @MethodSource("io.tocsin.platform.testing.ForbiddenAddresses#spellings")
    void noProbeSendsAnythingToAForbiddenAddress(String host) throws Exception {
        everywhere.reached.clear();
        long echoes = 1;

        // another process of this machine may ping it, but not each time
        for (int i = 0; i < 5 && echoes > 0; i++) {
            long before = echoRequests();
            for (Target target : targets(host)) {
                assertThat(probes.probe(target, TIMEOUT))
                        .isInstanceOfSatisfying(
                                Outcome.Down.class,
                                down -> assertThat(down.reason())
                                        .containsAnyOf("is not a public address", "could not be resolved"));
            }
            echoes = echoRequests() - before;
        }

        assertThat(everywhere.reached).isEmpty();
        assertThat(echoes).isZero();
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
