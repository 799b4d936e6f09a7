package io.tocsin.bench.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Signs customers up, and gives each some programs and collectors. */
final class Customers {
    private static final int CUSTOMERS = 4;
    private static final int SENDERS = 6;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway;
    private final URI ingest;
    private final URI query;

    Customers(int offset) {
        gateway = URI.create("http://localhost:" + (8080 + offset));
        ingest = URI.create("http://127.0.0.1:" + (8083 + offset));
        query = URI.create("http://127.0.0.1:" + (8084 + offset));
    }

    /** @param push whether they push for collectors or write for themselves */
    List<Sender> senders(boolean push) throws IOException, InterruptedException {
        List<Sender> senders = new ArrayList<>();
        for (int i = 0; i < CUSTOMERS; i++) {
            String cookie = signUp();
            for (int j = 0; j < SENDERS; j++) {
                String token = token(cookie, "[\"metrics:write\",\"monitors:read\"]");
                String collector = push
                        ? field(
                                post(
                                                "/api/v1/collectors/register",
                                                cookie,
                                                "{\"name\":\"bench\",\"hostname\":\"bench-%d-%d\"}".formatted(i, j))
                                        .body(),
                                "collector_id")
                        : "bench-%d-%d".formatted(i, j);
                senders.add(new Sender(
                        ingest.resolve(push ? "/api/v1/metrics/push" : "/api/v1/write"),
                        token,
                        collector,
                        query,
                        token));
            }
        }
        return senders;
    }

    private String signUp() throws IOException, InterruptedException {
        HttpResponse<String> answer = post(
                "/api/auth/sign-up/email",
                "",
                "{\"name\":\"Bench\",\"email\":\"bench-%s@example.com\",\"password\":\"a long pass phrase\"}"
                        .formatted(UUID.randomUUID()));
        return answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";")[0])
                .collect(Collectors.joining("; "));
    }

    private String token(String cookie, String scopes) throws IOException, InterruptedException {
        String client = post(
                        "/internal/v1/oauth-clients", cookie, "{\"name\":\"Bench\",\"scopes\":%s}".formatted(scopes))
                .body();
        HttpRequest request = HttpRequest.newBuilder(gateway.resolve("/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=%s&client_secret=%s"
                        .formatted(field(client, "client_id"), field(client, "client_secret"))))
                .build();
        return field(http.send(request, BodyHandlers.ofString()).body(), "access_token");
    }

    private HttpResponse<String> post(String path, String cookie, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(path))
                .header("Content-Type", "application/json")
                .header("Origin", gateway.toString())
                .header("X-Requested-With", "XMLHttpRequest")
                .POST(BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("%s answers %d: %s".formatted(path, answer.statusCode(), answer.body()));
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
