package io.tocsin.auth;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A person who is signed in with a token. */
public final class Somebody {
    private final Door door;
    private final String email;
    private final String token;

    private Somebody(Door door, String email, String token) {
        this.door = door;
        this.email = email;
        this.token = token;
    }

    /** The owner of a new account. */
    public static Somebody signedUp(Door door) throws Exception {
        String email = Emails.next();
        door.signUp(email);
        return in(door, email);
    }

    public static Somebody in(Door door, String email) throws Exception {
        return in(door, email, Door.PASSWORD);
    }

    public static Somebody in(Door door, String email, String password) throws Exception {
        return new Somebody(
                door,
                email,
                Door.json(door.login(email, password)).path("access_token").asString());
    }

    public static Somebody with(Door door, String token) {
        return new Somebody(door, "", token);
    }

    /** The same person, signed in once more. */
    public Somebody again() throws Exception {
        return in(door, email);
    }

    /** Somebody new in the same account. */
    public Somebody invited(String role) throws Exception {
        String address = Emails.next();
        String invitation = Door.json(invite(address, role)).path("token").asString();
        door.post("/api/v1/invitations/accept", acceptance(invitation));
        return in(door, address);
    }

    public HttpResponse<String> invite(String address, String role) throws Exception {
        return post("/internal/v1/invitations", "{\"email\":\"%s\",\"role\":\"%s\"}".formatted(address, role));
    }

    public static String acceptance(String token) {
        return "{\"token\":\"%s\",\"name\":\"Grace\",\"password\":\"%s\"}".formatted(token, Door.PASSWORD);
    }

    /** The body of what needs the password once more. */
    public static String password() {
        return "{\"password\":\"" + Door.PASSWORD + "\"}";
    }

    public HttpResponse<String> get(String path) throws Exception {
        return call("GET", path, null);
    }

    public HttpResponse<String> post(String path, @Nullable String json) throws Exception {
        return call("POST", path, json);
    }

    public HttpResponse<String> patch(String path, String json, String... headers) throws Exception {
        return call("PATCH", path, json, headers);
    }

    public HttpResponse<String> delete(String path, @Nullable String json) throws Exception {
        return call("DELETE", path, json);
    }

    public JsonNode claims() {
        return Door.claims(token);
    }

    public String id() {
        return claims().path("sub").asString();
    }

    public String accountId() {
        return claims().path("account_id").asString();
    }

    public String email() {
        return email;
    }

    private HttpResponse<String> call(String method, String path, @Nullable String json, String... headers)
            throws Exception {
        HttpRequest.Builder request = door.to(path).header("Authorization", "Bearer " + token);
        if (json != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return door.send(request.method(
                method,
                json == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json)));
    }
}
