package io.tocsin.ingest.probes;

import org.springframework.stereotype.Component;

/** Connects to a TCP port and hangs up. */
@Component
class PortProbe {
    private final Connections connections;

    PortProbe(Connections connections) {
        this.connections = connections;
    }

    void probe(Target.Port target, Attempt attempt) {
        connections.open(target.host(), target.port(), attempt, channel -> attempt.up(null, null));
    }
}
