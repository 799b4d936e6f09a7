package io.tocsin.local.demo;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The demo's user, signed in with a session cookie as a browser is. */
final class Person implements Credentials {

    private static final String EMAIL = "demo@example.com";
    private static final int UNAUTHORIZED = 401;

    private final Api api;
    private final String password;
    private volatile String cookie = "";
    private volatile String id = "";

    private Person(Api api, String password) {
        this.api = api;
        this.password = password;
    }

    /** Signs in; signs up where nobody of that name is known yet. */
    static Person enter(Api api, String password) {
        var person = new Person(api, password);
        person.signIn();
        return person;
    }

    /** Of the user; another one after the product's data were forgotten. */
    String id() {
        return id;
    }

    @Override
    public void sign(HttpRequest.Builder request) {
        request.header("Cookie", cookie).header("Origin", origin()).header("X-Requested-With", "XMLHttpRequest");
    }

    @Override
    public boolean renew() {
        signIn();
        return true;
    }

    private void signIn() {
        var answer = send("sign-in", Map.of("email", EMAIL, "password", password));
        if (answer.statusCode() == UNAUTHORIZED) {
            answer = send("sign-up", Map.of("name", "Demo", "email", EMAIL, "password", password));
        }
        JsonNode body = Answers.body(answer);
        cookie = String.join(
                "; ",
                answer.headers().allValues("Set-Cookie").stream()
                        .map(header -> header.split(";", 2)[0])
                        .toList());
        id = body.path("user").path("id").asString("");
    }

    private HttpResponse<String> send(String door, Map<String, String> body) {
        return api.send(api.request("/api/auth/%s/email".formatted(door))
                .header("Content-Type", "application/json")
                .header("Origin", origin())
                .POST(BodyPublishers.ofString(Answers.JSON.writeValueAsString(body))));
    }

    private String origin() {
        return "%s://%s".formatted(api.address().getScheme(), api.address().getAuthority());
    }
}
