package io.tocsin.local.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A small real server that fails for half a minute out of every minute or so. */
final class Shop implements AutoCloseable {

    private static final Duration OPEN = Duration.ofSeconds(35);
    private static final Duration BROKEN = Duration.ofSeconds(25);
    private static final int OK = 200;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final HttpServer server;
    private volatile boolean broken;

    private Shop(HttpServer server) {
        this.server = server;
    }

    /** @param port where it stood the last time, so that its monitor finds it again; another one if that is taken */
    static Shop open(int port) throws IOException {
        var shop = new Shop(listen(port));
        shop.server.createContext("/", shop::answer);
        shop.server.start();
        return shop;
    }

    URI address() {
        return URI.create("http://127.0.0.1:%d/".formatted(server.getAddress().getPort()));
    }

    /** @param changed told after each break and each recovery */
    void breakNowAndThen(Runnable changed) throws InterruptedException {
        while (true) {
            Thread.sleep(broken ? BROKEN : OPEN);
            broken = !broken;
            changed.run();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var text = (broken ? "Closed: the till is broken.\n" : "Open.\n").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(broken ? SERVICE_UNAVAILABLE : OK, text.length);
            exchange.getResponseBody().write(text);
        }
    }

    private static HttpServer listen(int port) throws IOException {
        var loopback = InetAddress.getByName("127.0.0.1");
        try {
            return HttpServer.create(new InetSocketAddress(loopback, port), 0);
        } catch (IOException _) {
            return HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        }
    }
}
