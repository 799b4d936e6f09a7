package io.tocsin.auth;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks HTTP with the service under test, as the gateway does. */
public final class Door {
    public static final String PASSWORD = "correct horse battery";

    /** Longer than a slow machine takes for what happens by itself; nothing is proved by its end. */
    public static final Duration SOON = Duration.ofSeconds(60);

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private final int port;

    public Door(int port) {
        this.port = port;
    }

    /** Half a request, which the test completes. */
    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    public HttpResponse<String> get(String path, String... headers) throws Exception {
        return send(headers.length == 0 ? to(path) : to(path).headers(headers));
    }

    public HttpResponse<String> post(String path, String json, String... headers) throws Exception {
        HttpRequest.Builder request = to(path).header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> form(String path, String form, String... headers) throws Exception {
        HttpRequest.Builder request = to(path).header("Content-Type", "application/x-www-form-urlencoded");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A new person with an account of its own. */
    public HttpResponse<String> signUp(String email) throws Exception {
        return post(
                "/api/auth/sign-up/email",
                "{\"name\":\"Ada\",\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, PASSWORD));
    }

    /** A person's access token. */
    public String accessToken(String email) throws Exception {
        return json(login(email, PASSWORD)).path("access_token").asString();
    }

    public HttpResponse<String> login(String email, String password) throws Exception {
        return post("/api/v1/auth/login", "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password));
    }

    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** The claims of a token, not verified. */
    public static JsonNode claims(String token) {
        return part(token, 1);
    }

    public static JsonNode header(String token) {
        return part(token, 0);
    }

    private static JsonNode part(String token, int index) {
        byte[] json = Base64.getUrlDecoder().decode(token.split("\\.")[index]);
        return JSON.readTree(new String(json, StandardCharsets.UTF_8));
    }

    public static List<String> cookies(HttpResponse<String> answer) {
        return answer.headers().allValues("Set-Cookie");
    }

    /** What a browser sends back of the first cookie. */
    public static String cookie(HttpResponse<String> answer) {
        return cookies(answer).getFirst().split(";")[0];
    }

    public static String code(HttpResponse<String> answer) {
        return json(answer).path("error").path("code").asString();
    }
}
