package io.tocsin.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Requests to one address with the same headers each time. */
record Http(HttpClient client, URI address, Map<String, String> headers) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int COME_AGAIN = 503;

    static Http anonymous(URI address) {
        return new Http(HttpClient.newBuilder().connectTimeout(LIMIT).build(), address, Map.of());
    }

    Http with(Map<String, String> others) {
        return new Http(client, address, others);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer post(String path, Object body) {
        return write("POST", path, body);
    }

    Answer write(String method, String path, Object body) {
        return send(writing(method, path, body));
    }

    /** Takes 503 for an answer. */
    Answer postOnce(String path, Object body) {
        return sendOnce(writing("POST", path, body));
    }

    private HttpRequest.Builder writing(String method, String path, Object body) {
        return request(path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(Answer.JSON.writeValueAsString(body)));
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Asks with an empty object where the method takes a body. */
    Answer call(String method, String path) {
        var body = Set.of("POST", "PUT", "PATCH").contains(method)
                ? BodyPublishers.ofString("{}")
                : BodyPublishers.noBody();
        return send(request(path).header("Content-Type", "application/json").method(method, body));
    }

    HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(address.resolve(path)).timeout(LIMIT);
        headers.forEach(request::header);
        return request;
    }

    /**
     * Asks again for a while where the answer is 503, as a good client does: the product gives up what takes it too long, on
     * a machine that stands still for a moment even what is right.
     *
     * @throws UncheckedIOException if nobody answers
     */
    Answer send(HttpRequest.Builder request) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        var answer = sendOnce(request);
        while (answer.status() == COME_AGAIN && System.nanoTime() < end) {
            pause();
            answer = sendOnce(request);
        }
        return answer;
    }

    static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * The text of a stream without an end is not waited for.
     *
     * @throws UncheckedIOException if nobody answers
     */
    Answer sendOnce(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                var endless =
                        response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
                var text = endless ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
                return new Answer(response.statusCode(), text, response.headers());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
