package io.tocsin.ingest.probes;

import io.tocsin.ingest.places.Places;
import io.tocsin.platform.egress.EgressFailure.ConnectionRefused;
import io.tocsin.platform.egress.EgressFailure.Step;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends an ICMP echo with the system's {@code ping}, which has the right to. Where there is no such program, or it has not
 * the right, TCP must do: a host that takes or refuses a connection is there, and the message says how that was found.
 */
@Component
class PingProbe implements DisposableBean {
    private static final List<Integer> FALLBACK_PORTS = List.of(443, 80, 22);
    private static final String WITHOUT_ICMP = "ICMP is not available to the runner; the host %s TCP port %d";

    /** A dead host keeps a process until its time is up; so many accounts may be unlucky at once. */
    private static final int ACCOUNTS_AT_LEAST = 4;

    private final Connections connections;
    private final PingCommand command;
    private final Places processes;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("ping-", 0).factory());

    PingProbe(Connections connections, PingCommand command, ProbeSettings settings) {
        this.connections = connections;
        this.command = command;
        this.processes = new Places(settings.pings(), Math.max(1, settings.pings() / ACCOUNTS_AT_LEAST));
    }

    void probe(Target.Ping target, Attempt attempt) {
        connections.resolve(target.host(), attempt, addresses -> {
            InetAddress address = addresses.getFirst();
            attempt.begin(Step.QUEUING);
            if (command.isAvailable()) {
                processes.take(attempt.accountId(), () -> threads.execute(() -> echo(address, attempt)));
            } else {
                connect(address, 0, attempt);
            }
        });
    }

    @Override
    public void destroy() {
        threads.shutdownNow();
    }

    private void echo(InetAddress address, Attempt attempt) {
        try {
            if (attempt.isOver()) {
                return; // it waited until its time was up
            }
            Connections.on(attempt, () -> attempt.begin(Step.WAITING));
            PingCommand.Answer answer = command.run(address, attempt.left());
            Connections.on(attempt, () -> judge(answer, address, attempt));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            processes.giveBack(attempt.accountId());
        }
    }

    private void judge(PingCommand.Answer answer, InetAddress address, Attempt attempt) {
        switch (answer) {
            case ECHOED -> attempt.up(null, null);
            case SILENT -> attempt.silent("No echo came back");
            case UNAVAILABLE -> connect(address, 0, attempt);
        }
    }

    private void connect(InetAddress address, int number, Attempt attempt) {
        int port = FALLBACK_PORTS.get(number);
        connections.open(
                address,
                port,
                attempt,
                channel -> attempt.up(null, WITHOUT_ICMP.formatted("answered on", port)),
                failure -> {
                    if (failure instanceof ConnectionRefused) {
                        attempt.up(null, WITHOUT_ICMP.formatted("refused", port));
                    } else if (number + 1 < FALLBACK_PORTS.size()) {
                        connect(address, number + 1, attempt);
                    } else {
                        attempt.fail(failure);
                    }
                });
    }
}
