package io.tocsin.ingest.probes;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Knows which probe goes with which target. */
@Component
public class Probes {
    private final Loops loops;
    private final HttpProbe http;
    private final PingProbe ping;
    private final PortProbe port;
    private final TlsProbe tls;
    private final DnsProbe dns;

    Probes(Loops loops, HttpProbe http, PingProbe ping, PortProbe port, TlsProbe tls, DnsProbe dns) {
        this.loops = loops;
        this.http = http;
        this.ping = ping;
        this.port = port;
        this.tls = tls;
        this.dns = dns;
    }

    /**
     * Begins to probe the target and returns at once.
     *
     * @param accountId whose it is: what probes have to wait for is shared by account
     * @param timeout after which it is over whatever the target does
     * @param whenBegun is told when the probe really begins
     * @param whenOver gets the outcome, exactly once, in a thread that must not be held up
     */
    public void probe(
            String accountId, Target target, Duration timeout, Runnable whenBegun, Consumer<Outcome> whenOver) {
        EventLoop loop = loops.next();
        loop.execute(() -> {
            whenBegun.run();
            Attempt attempt = new Attempt(loop, accountId, timeout, whenOver);
            Connections.on(attempt, () -> begin(target, attempt));
        });
    }

    private void begin(Target target, Attempt attempt) {
        switch (target) {
            case Target.Http page -> http.probe(page, attempt);
            case Target.Ping host -> ping.probe(host, attempt);
            case Target.Port open -> port.probe(open, attempt);
            case Target.Tls secure -> tls.probe(secure, attempt);
            case Target.Dns name -> dns.probe(name, attempt);
        }
    }
}
