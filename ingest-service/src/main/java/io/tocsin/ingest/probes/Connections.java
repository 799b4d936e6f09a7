package io.tocsin.ingest.probes;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.concurrent.Future;
import io.tocsin.platform.egress.EgressFailure;
import io.tocsin.platform.egress.EgressFailure.ConnectionRefused;
import io.tocsin.platform.egress.EgressFailure.Step;
import io.tocsin.platform.egress.EgressFailure.Unreachable;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Opens every connection of the probes, and so is the one place where no address slips past the guard: the name is
 * resolved here, once, and the socket goes to an address of that answer.
 */
@Component
class Connections {
    /** Nobody waits for the tenth dead address of a name. */
    private static final int ADDRESSES_TRIED = 4;

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
            connect(new Destination(host, addresses, port), 0, null, attempt, connected, attempt::fail);
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
        Destination destination = new Destination(address.getHostAddress(), List.of(address), port);
        connect(destination, 0, null, attempt, connected, failed);
    }

    /** Finds the addresses of a host, all of them allowed; where there are none, the attempt is over. */
    void resolve(String host, Attempt attempt, Consumer<List<InetAddress>> found) {
        attempt.begin(Step.RESOLVING);
        names.resolve(
                host,
                attempt,
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

    private record Destination(String host, List<InetAddress> addresses, int port) {}

    /**
     * Tries the address of that number, and then the next.
     *
     * @param before how the target failed at the addresses before; null if it did not
     */
    private void connect(
            Destination destination,
            int number,
            @Nullable EgressFailure before,
            Attempt attempt,
            Consumer<Channel> whenConnected,
            Consumer<EgressFailure> failed) {
        InetAddress address = destination.addresses().get(number);
        int tries = Math.min(destination.addresses().size(), ADDRESSES_TRIED) - number;
        // a single address has all the time of the attempt, whose alarm ends it
        int patience = tries == 1 ? 0 : (int) Math.max(1, attempt.left().toMillis() / tries);
        begin(attempt, new InetSocketAddress(address, destination.port()), patience)
                .addListener(done -> on(attempt, () -> {
                    if (done instanceof ChannelFuture connected && done.isSuccess()) {
                        whenConnected.accept(connected.channel());
                        return;
                    }
                    EgressFailure failure = failure(destination.host(), destination.port(), done.cause());
                    boolean ours = failure instanceof EgressFailure.Abandoned;
                    // a machine without IPv6 says the same of every such address as one that has run out of ports
                    if (tries > 1 && !(ours && address instanceof Inet4Address)) {
                        connect(destination, number + 1, ours ? before : failure, attempt, whenConnected, failed);
                    } else {
                        failed.accept(ours && address instanceof Inet6Address && before != null ? before : failure);
                    }
                }));
    }

    /** Where there is no socket to be had, that is its failure. */
    private Future<?> begin(Attempt attempt, InetSocketAddress address, int patienceMillis) {
        Channel channel;
        try {
            channel = loops.open(attempt.loop());
        } catch (ChannelException e) {
            return attempt.loop().newFailedFuture(e);
        }
        attempt.use(channel);
        channel.config().setConnectTimeoutMillis(patienceMillis);
        return channel.connect(address).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    static EgressFailure failure(String host, int port, Throwable cause) {
        if (Exhaustion.isBehind(cause)) {
            return new EgressFailure.Abandoned("the runner has no socket or port left");
        }
        return cause instanceof ConnectException refused
                        && refused.getMessage() != null
                        && refused.getMessage().contains("refused")
                ? new ConnectionRefused(host, port)
                : new Unreachable(host, port);
    }
}
