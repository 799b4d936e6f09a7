package io.tocsin.journeys;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** A server that a monitor watches, and that fails on demand. */
final class Target implements AutoCloseable {

    private final HttpServer server;
    private volatile int status = 200;

    Target() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    }

    void fail() {
        status = 503;
    }

    void recover() {
        status = 200;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
