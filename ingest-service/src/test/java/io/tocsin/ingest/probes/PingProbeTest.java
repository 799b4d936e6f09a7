package io.tocsin.ingest.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.tocsin.platform.egress.AddressGuard;
import io.tocsin.platform.egress.GuardedResolver;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class PingProbeTest {
    private static final Target.Ping DEAD = new Target.Ping("127.0.0.2");
    private static final Target.Ping WELL = new Target.Ping("127.0.0.1");

    /** Opened once the dead host need keep its process no longer. */
    private final CountDownLatch released = new CountDownLatch(1);

    private final ProbeSettings settings = new ProbeSettings(1, DataSize.ofMegabytes(8), List.of(), Duration.ZERO, 4);
    private final Loops loops = new Loops(settings);
    private final PingProbe probe = new PingProbe(
            new Connections(
                    loops,
                    new Names(
                            new GuardedResolver(new AddressGuard(List.of("127.0.0.0/8"))),
                            new DnsClient(settings),
                            settings)),
            new OneDead(released),
            settings);

    @AfterEach
    void close() {
        probe.destroy();
        loops.destroy();
    }

    @Test
    void letsNoAccountsDeadHostsKeepAllProcesses() throws Exception {
        CompletableFuture<Outcome> silent = begin("acc_1", DEAD, Duration.ofSeconds(60));
        CompletableFuture<Outcome> waiting = begin("acc_1", WELL, Duration.ofMillis(300));
        CompletableFuture<Outcome> other = begin("acc_2", WELL, Duration.ofSeconds(20));

        assertThat(other.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Up.class);
        assertThat(waiting.get(20, TimeUnit.SECONDS))
                .isEqualTo(new Outcome.Unknown(
                        "The request was given up on our side: Timed out after 300 ms while waiting for its turn"));
        assertThat(silent).isNotDone();

        released.countDown();
        assertThat(silent.get(20, TimeUnit.SECONDS)).isInstanceOf(Outcome.Down.class);
    }

    private CompletableFuture<Outcome> begin(String accountId, Target.Ping target, Duration timeout) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        EventLoop loop = loops.next();
        loop.execute(() -> probe.probe(target, new Attempt(loop, accountId, timeout, outcome::complete)));
        return outcome;
    }

    /** Answers for every host but one. */
    private static final class OneDead extends PingCommand {
        private final CountDownLatch released;

        OneDead(CountDownLatch released) {
            this.released = released;
        }

        @Override
        boolean isAvailable() {
            return true;
        }

        @Override
        Answer run(InetAddress address, Duration patience) throws InterruptedException {
            if (address.getHostAddress().equals(WELL.host())) {
                return Answer.ECHOED;
            }
            released.await();
            return Answer.SILENT;
        }
    }
}
