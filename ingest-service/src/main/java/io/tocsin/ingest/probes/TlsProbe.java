package io.tocsin.ingest.probes;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Agrees on TLS and looks how long the certificates that the target showed will last. */
@Component
class TlsProbe {
    private final Connections connections;
    private final Handshakes handshakes;
    private final InstantSource clock;

    TlsProbe(Connections connections, Handshakes handshakes, InstantSource clock) {
        this.connections = connections;
        this.handshakes = handshakes;
        this.clock = clock;
    }

    void probe(Target.Tls target, Attempt attempt) {
        connections.open(
                target.host(),
                target.port(),
                attempt,
                channel -> handshakes.secure(
                        channel, target.host(), target.port(), attempt, chain -> judge(target, chain, attempt)));
    }

    private void judge(Target.Tls target, List<X509Certificate> chain, Attempt attempt) {
        long own = daysLeft(chain.getFirst());
        long shortest = chain.stream().mapToLong(this::daysLeft).min().orElseThrow();
        if (own < target.warningDays()) {
            attempt.down(null, "The certificate ends in %d days".formatted(own));
        } else if (shortest < target.warningDays()) {
            attempt.down(null, "A certificate that vouches for the target's ends in %d days".formatted(shortest));
        } else {
            attempt.up(null, "%d certificates, the first to end in %d days".formatted(chain.size(), shortest));
        }
    }

    private long daysLeft(X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        return Math.max(0, Duration.between(clock.instant(), end).toDays());
    }
}
