package io.tocsin.bench.checks;

import java.nio.charset.StandardCharsets;

/** What is checked. One port would run out of connections that linger, so it listens on several. */
abstract class Target implements AutoCloseable {
    static final int PORTS = 16;
    static final int FIRST_PORT = 21_000;
    static final byte[] ANSWER =
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 3\r\nConnection: close\r\n\r\nok\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final Lateness lateness;

    Target(Lateness lateness) {
        this.lateness = lateness;
    }

    Lateness lateness() {
        return lateness;
    }

    abstract String origin();

    String url(int monitor) {
        return "%s:%d/%d".formatted(origin(), FIRST_PORT + monitor % PORTS, monitor);
    }

    @Override
    public abstract void close();
}
