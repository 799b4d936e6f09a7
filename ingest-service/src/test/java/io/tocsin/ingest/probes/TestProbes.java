package io.tocsin.ingest.probes;

import io.netty.channel.EventLoop;
import io.tocsin.platform.egress.AddressGuard;
import io.tocsin.platform.egress.EgressRequest;
import io.tocsin.platform.egress.EgressSettings;
import io.tocsin.platform.egress.EgressUrl;
import io.tocsin.platform.egress.GuardedResolver;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.springframework.util.unit.DataSize;

/** The probes with everything that belongs to them, without Spring. */
final class TestProbes implements AutoCloseable {
    private static final int MOST_REPETITIONS = 10;

    private final Loops loops;
    private final Searches searches = new Searches();
    private final PingProbe ping;
    private final Probes probes;

    private TestProbes(List<String> allowed, KeyStore authorities, List<String> nameServers, DataSize bodies) {
        ProbeSettings settings = new ProbeSettings(1, bodies, nameServers, Duration.ZERO, 4);
        DnsClient dns = new DnsClient(settings);
        loops = new Loops(settings);
        Connections connections =
                new Connections(loops, new Names(new GuardedResolver(new AddressGuard(allowed)), dns, settings));
        Handshakes handshakes = new Handshakes(new CertificateTrust(authorities));
        HttpProbe http = new HttpProbe(
                connections, handshakes, new Bodies(settings), searches, new EgressSettings(allowed, "Tocsin", 1, 1));
        ping = new PingProbe(connections, new PingCommand(), settings);
        probes = new Probes(
                loops,
                http,
                ping,
                new PortProbe(connections),
                new TlsProbe(connections, handshakes, InstantSource.system()),
                new DnsProbe(dns));
    }

    static TestProbes opened(String... ranges) {
        return new TestProbes(List.of(ranges), null, List.of(), DataSize.ofMegabytes(8));
    }

    static TestProbes trusting(KeyStore authorities) {
        return new TestProbes(List.of("127.0.0.0/8"), authorities, List.of(), DataSize.ofMegabytes(8));
    }

    static TestProbes asking(NameServer names, String... ranges) {
        return new TestProbes(List.of(ranges), null, List.of(names.address()), DataSize.ofMegabytes(8));
    }

    /** What came of it; fails where nothing comes although the time is over. */
    Outcome probe(Target target, Duration timeout) throws Exception {
        return begin(target, timeout).get(timeout.toSeconds() + 30, TimeUnit.SECONDS);
    }

    /** What the target deserves. */
    Outcome judge(Target target, Duration timeout) throws Exception {
        return judgement(() -> begin(target, timeout));
    }

    /** Where this machine had too much to do to say anything of the target, it is asked again. */
    static Outcome judgement(Supplier<CompletableFuture<Outcome>> probe) throws Exception {
        Outcome outcome = probe.get().get(60, TimeUnit.SECONDS);
        for (int i = 0; i < MOST_REPETITIONS && outcome instanceof Outcome.Unknown; i++) {
            outcome = probe.get().get(60, TimeUnit.SECONDS);
        }
        return outcome;
    }

    CompletableFuture<Outcome> begin(Target target, Duration timeout) {
        return begin("acc_1", target, timeout);
    }

    CompletableFuture<Outcome> begin(String accountId, Target target, Duration timeout) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        probes.probe(accountId, target, timeout, () -> {}, outcome::complete);
        return outcome;
    }

    /** Begins it, and right behind keeps the only loop from everything else for that long. */
    CompletableFuture<Outcome> beginAndOccupy(Target target, Duration timeout, Duration occupied) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        EventLoop loop = loops.next();
        loop.execute(() -> {
            probes.probe("acc_1", target, timeout, () -> {}, outcome::complete);
            loop.execute(() -> {
                long end = System.nanoTime() + occupied.toNanos();
                while (end - System.nanoTime() > 0) {
                    LockSupport.parkNanos(end - System.nanoTime());
                }
            });
        });
        return outcome;
    }

    static Target.Http page(String url) {
        return page(url, null);
    }

    static Target.Http page(String url, Keyword keyword) {
        return new Target.Http(
                EgressRequest.of("GET", EgressUrl.parse(url)).followingRedirects(3),
                ExpectedStatuses.of(List.of()),
                keyword);
    }

    @Override
    public void close() {
        searches.destroy();
        ping.destroy();
        loops.destroy();
    }
}
