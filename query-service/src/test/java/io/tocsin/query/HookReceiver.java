package io.tocsin.query;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A customer's server that webhooks are sent to. */
final class HookReceiver implements AutoCloseable {
    /** What to answer. */
    interface Answer {
        void to(HttpExchange exchange) throws IOException;

        /** This to the first requests, that to all others, however soon they come. */
        default Answer thenAfter(int requests, Answer that) {
            AtomicInteger seen = new AtomicInteger();
            return exchange -> (seen.incrementAndGet() <= requests ? this : that).to(exchange);
        }
    }

    record Hook(Map<String, List<String>> headers, String body, Instant at) {
        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst()
                    .orElse(null);
        }
    }

    final List<Hook> hooks = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile Answer answer = status(204);

    HookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            hooks.add(new Hook(Map.copyOf(exchange.getRequestHeaders()), body, Instant.now()));
            answer.to(exchange);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    void answers(Answer now) {
        answer = now;
    }

    static Answer status(int status) {
        return exchange -> exchange.sendResponseHeaders(status, -1);
    }

    /** The events that came, each once, however often a slow machine had it sent. */
    List<Hook> events() {
        Set<String> known = new HashSet<>();
        return hooks.stream()
                .filter(hook -> known.add(hook.header("webhook-id")))
                .toList();
    }

    List<JsonNode> of(String type) {
        return events().stream()
                .map(Hook::json)
                .filter(json -> json.path("type").asString().equals(type))
                .toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
