package io.tocsin.ingest.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.EventLoop;
import io.tocsin.platform.egress.EgressFailure.Abandoned;
import io.tocsin.platform.egress.EgressFailure.ConnectionRefused;
import io.tocsin.platform.egress.EgressFailure.Unreachable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class ExhaustionTest {
    private static final ProbeSettings SETTINGS =
            new ProbeSettings(1, DataSize.ofMegabytes(8), List.of(), Duration.ZERO, 4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "newSocketStream(..) failed with error(-24): Too many open files",
                "connect(..) failed with error(-99): Cannot assign requested address: /192.0.2.1:80",
                "connect(..) failed with error(-105): No buffer space available"
            })
    void blamesNoTargetForWhatTheMachineLacks(String message) {
        assertThat(Connections.failure("a", 80, new ChannelException("no channel", new IOException(message))))
                .isInstanceOf(Abandoned.class);
    }

    @Test
    void leavesToTheTargetWhatIsItsOwn() {
        assertThat(Connections.failure("a", 80, new ConnectException("finishConnect(..): Connection refused: /a")))
                .isInstanceOf(ConnectionRefused.class);
        assertThat(Connections.failure("a", 80, new NoRouteToHostException("No route to host: /a")))
                .isInstanceOf(Unreachable.class);
    }

    @Test
    void endsAnAttemptThatGetsNoSocketAsUnknown() throws Exception {
        Loops loops = new Loops(SETTINGS) {
            @Override
            Channel open(EventLoop loop) {
                throw new ChannelException(new IOException("Too many open files"));
            }
        };
        Connections connections = new Connections(loops, null);
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        EventLoop loop = loops.next();
        loop.execute(() -> {
            Attempt attempt = new Attempt(loop, "acc_1", Duration.ofSeconds(60), outcome::complete);
            connections.open(InetAddress.ofLiteral("192.0.2.1"), 80, attempt, _ -> {}, attempt::fail);
        });

        assertThat(outcome.get(60, TimeUnit.SECONDS))
                .isEqualTo(new Outcome.Unknown(
                        "The request was given up on our side: the runner has no socket or port left"));
        loops.destroy();
    }
}
