package io.tocsin.gateway.running;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A real server in the place of a service: it records what arrives and answers what the test wants. */
final class StandIn {
    record Arrived(String method, String target, Headers headers, byte[] body) {
        String header(String name) {
            return headers.getFirst(name);
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** How a path is answered. */
    interface Answering {
        void answer(HttpExchange exchange, Arrived arrived) throws IOException;
    }

    final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final Map<String, Answering> answers = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final String name;

    StandIn(String name) {
        this.name = name;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void on(String path, Answering answer) {
        answers.put(path, answer);
    }

    void forget() {
        arrived.clear();
        answers.clear();
    }

    List<Arrived> at(String path) {
        return arrived.stream()
                .filter(request -> request.target().split("\\?", -1)[0].equals(path))
                .toList();
    }

    static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Arrived request = new Arrived(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders(),
                    exchange.getRequestBody().readAllBytes());
            arrived.add(request);
            Answering answer = answers.get(exchange.getRequestURI().getPath());
            if (answer != null) {
                answer.answer(exchange, request);
            } else if (request.method().equals("HEAD")) {
                exchange.sendResponseHeaders(200, -1);
            } else {
                send(exchange, 200, "application/json", "{\"service\":\"" + name + "\"}");
            }
        }
    }
}
