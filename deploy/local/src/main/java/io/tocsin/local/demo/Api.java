package io.tocsin.local.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The product's public address; requests and answers are JSON. */
final class Api {

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int UNAUTHORIZED = 401;

    private final URI address;
    private final HttpClient http;

    Api(URI address) {
        this.address = address;
        this.http = HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).build();
    }

    URI address() {
        return address;
    }

    /**
     * @throws UnavailableException if it may be tried again
     * @throws RefusedException if not
     */
    JsonNode get(String path, Credentials credentials) {
        return ask("GET", path, null, credentials);
    }

    /** As {@link #get}. */
    JsonNode post(String path, Object body, Credentials credentials) {
        return ask("POST", path, Answers.JSON.writeValueAsString(body), credentials);
    }

    /** As {@link #get}. */
    void delete(String path, Credentials credentials) {
        ask("DELETE", path, null, credentials);
    }

    /** One try, without looking at the status. */
    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(http, request.timeout(LIMIT).build());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Accept", "application/json");
    }

    /** @throws UnavailableException if there is no answer */
    static HttpResponse<String> send(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            var reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new UnavailableException(
                    "no answer from %s (%s)".formatted(request.uri().getAuthority(), reason), PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("interrupted", Duration.ZERO);
        }
    }

    private JsonNode ask(String method, String path, @Nullable String body, Credentials credentials) {
        var answer = attempt(method, path, body, credentials);
        if (answer.statusCode() == UNAUTHORIZED && credentials.renew()) {
            answer = attempt(method, path, body, credentials);
        }
        return Answers.body(answer);
    }

    private HttpResponse<String> attempt(String method, String path, @Nullable String body, Credentials credentials) {
        var request =
                request(path).method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        credentials.sign(request);
        return send(request);
    }
}
