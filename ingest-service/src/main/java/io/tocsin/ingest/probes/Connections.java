package io.tocsin.ingest.probes;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.tocsin.platform.egress.EgressFailure;
import io.tocsin.platform.egress.EgressFailure.ConnectionRefused;
import io.tocsin.platform.egress.EgressFailure.Step;
import io.tocsin.platform.egress.EgressFailure.Unreachable;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Opens every connection of the probes, and so is the one place where no address slips past the guard: the name is
 * resolved here, once, and the socket goes to an address of that answer.
 */
@Component
class Connections {
    /** Nobody waits for the tenth dead address of a name. */
    private static final int ADDRESSES_TRIED = 4;

    private static final ChannelHandler NOTHING = new Nothing();

    private final Loops loops;
    private final Names names;

    Connections(Loops loops, Names names) {
        this.loops = loops;
        this.names = names;
    }

    /** Connects, on the attempt's loop; where that fails, the attempt is over. */
    void open(String host, int port, Attempt attempt, Consumer<Channel> connected) {
        resolve(host, attempt, addresses -> {
            attempt.begin(Step.CONNECTING);
            connect(host, addresses, port, 0, attempt, connected, attempt::fail);
        });
    }

    /** Connects to one address that has passed the guard, and tells of a failure instead of ending the attempt. */
    void open(
            InetAddress address,
            int port,
            Attempt attempt,
            Consumer<Channel> connected,
            Consumer<EgressFailure> failed) {
        attempt.begin(Step.CONNECTING);
        connect(address.getHostAddress(), List.of(address), port, 0, attempt, connected, failed);
    }

    /** Finds the addresses of a host, all of them allowed; where there are none, the attempt is over. */
    void resolve(String host, Attempt attempt, Consumer<List<InetAddress>> found) {
        attempt.begin(Step.RESOLVING);
        names.resolve(
                host,
                addresses -> on(attempt, () -> found.accept(addresses)),
                failure -> on(attempt, () -> attempt.fail(failure)));
    }

    /** Goes on in the attempt's loop, unless it is over; what goes wrong there ends it. */
    static void on(Attempt attempt, Runnable step) {
        if (!attempt.loop().inEventLoop()) {
            attempt.loop().execute(() -> on(attempt, step));
            return;
        }
        if (attempt.isOver()) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException e) {
            attempt.fault(e);
        }
    }

    private void connect(
            String host,
            List<InetAddress> addresses,
            int port,
            int number,
            Attempt attempt,
            Consumer<Channel> connected,
            Consumer<EgressFailure> failed) {
        int tries = Math.min(addresses.size(), ADDRESSES_TRIED) - number;
        var bootstrap = loops.bootstrap(attempt.loop()).handler(NOTHING);
        if (tries > 1) {
            int patience = (int) Math.max(1, attempt.left().toMillis() / tries);
            bootstrap.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, patience);
        }
        ChannelFuture connecting = bootstrap.connect(new InetSocketAddress(addresses.get(number), port));
        attempt.use(connecting.channel());
        connecting.addListener(done -> on(attempt, () -> {
            if (done.isSuccess()) {
                connected.accept(connecting.channel());
            } else if (tries > 1) {
                connect(host, addresses, port, number + 1, attempt, connected, failed);
            } else {
                failed.accept(failure(host, port, done.cause()));
            }
        }));
    }

    private static EgressFailure failure(String host, int port, Throwable cause) {
        return cause instanceof ConnectException refused
                        && refused.getMessage() != null
                        && refused.getMessage().contains("refused")
                ? new ConnectionRefused(host, port)
                : new Unreachable(host, port);
    }

    /** A connection gets its handlers once it stands. */
    @ChannelHandler.Sharable
    private static final class Nothing extends ChannelInboundHandlerAdapter {}
}
