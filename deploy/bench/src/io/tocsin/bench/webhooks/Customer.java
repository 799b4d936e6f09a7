package io.tocsin.bench.webhooks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody who has signed up at the running product. His program asks the service itself, past the rate limit. */
final class Customer {
    private static final String PASSWORD = "a long pass phrase";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway;
    private final URI query;
    private final String email = "bench-%s@example.com".formatted(UUID.randomUUID());
    private String cookie;
    private String token = "";

    Customer(int offset) throws IOException, InterruptedException {
        gateway = URI.create("http://localhost:" + (8080 + offset));
        query = URI.create("http://127.0.0.1:" + (8084 + offset));
        cookie = signedIn("sign-up");
    }

    String email() {
        return email;
    }

    void signInAgain() throws IOException, InterruptedException {
        cookie = signedIn("sign-in");
    }

    String accountId() throws IOException, InterruptedException {
        return field(browse("GET", "/internal/v1/me", ""), "account_id");
    }

    /** What a person's browser asks the gateway. */
    String browse(String method, String path, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(gateway.resolve(path))
                        .header("Cookie", cookie)
                        .header("Origin", gateway.toString())
                        .header("X-Requested-With", "XMLHttpRequest"), method, body)
                .body();
    }

    /** What a person's program asks of webhooks. */
    String call(String method, String path, String body) throws IOException, InterruptedException {
        if (token.isEmpty()) {
            token = token();
        }
        return send(
                        HttpRequest.newBuilder(query.resolve(path)).header("Authorization", "Bearer " + token),
                        method,
                        body)
                .body();
    }

    private String signedIn(String how) throws IOException, InterruptedException {
        HttpResponse<String> answer = send(
                HttpRequest.newBuilder(gateway.resolve("/api/auth/" + how + "/email"))
                        .header("Origin", gateway.toString()),
                "POST",
                "{\"name\":\"Bench\",\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD));
        return answer.headers().allValues("Set-Cookie").stream()
                .map(one -> one.split(";")[0])
                .collect(Collectors.joining("; "));
    }

    private String token() throws IOException, InterruptedException {
        String client = browse(
                "POST",
                "/internal/v1/oauth-clients",
                "{\"name\":\"Bench\",\"scopes\":[\"webhooks:write\"]}");
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=%s&client_secret=%s"
                        .formatted(field(client, "client_id"), field(client, "client_secret"))))
                .build();
        return field(http.send(request, BodyHandlers.ofString()).body(), "access_token");
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String method, String body)
            throws IOException, InterruptedException {
        request.timeout(Duration.ofSeconds(30));
        request.method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        request.header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
        HttpRequest built = request.build();
        HttpResponse<String> answer = http.send(built, BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(
                    "%s %s answers %d: %s".formatted(method, built.uri(), answer.statusCode(), answer.body()));
        }
        return answer;
    }

    static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("No %s in %s".formatted(name, json));
        }
        return matcher.group(1);
    }
}
