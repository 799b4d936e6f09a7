package io.tocsin.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.journeys.Collector.Batch;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Route;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;

/** One of everything that an account can have. */
final class Possessions implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Customer owner;
    private final Target target;
    private final Map<String, String> ids = new LinkedHashMap<>();

    private Possessions(Customer owner, Target target) {
        this.owner = owner;
        this.target = target;
    }

    static Possessions of(Customer owner, RunningProduct product) throws IOException, SQLException {
        var possessions = new Possessions(owner, new Target());
        possessions.acquire();
        possessions.link(product);
        return possessions;
    }

    /** The id of the thing that a route with one placeholder is about. */
    String idFor(Route route) {
        return ids.entrySet().stream()
                .filter(entry -> route.path().contains("/" + entry.getKey() + "/{"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "acquire() must get one of what " + route.path() + " is about, for the route to be tried"));
    }

    /** All of them are there for their owner. */
    void expectUntouched() {
        for (var path : List.of("/internal/v1/monitors/", "/internal/v1/incidents/", "/internal/v1/servers/")) {
            owner.browser().get(path + ids.get(path.split("/")[3])).expect(200);
        }
        assertThat(owner.browser().get("/internal/v1/oauth-clients").expect(200).text())
                .contains(ids.get("oauth-clients"));
        assertThat(owner.browser().get("/internal/v1/users").expect(200).text()).contains(ids.get("users"));
        owner.browser().get("/api/v1/collectors/" + ids.get("collectors")).expect(200);
    }

    private void acquire() {
        target.fail();
        ids.put("monitors", owner.monitor(target.address(), 30).path("id").asString());
        var collector = owner.collector("possessed");
        ids.put("collectors", collector.id());
        ids.put("config", collector.id());
        collector
                .push(new Batch(UUID.randomUUID().toString(), Instant.now(), 1))
                .expect(200);
        ids.put("users", owner.invited("viewer").id());
        ids.put("sessions", firstOf("/internal/v1/me/sessions").path("id").asString());
        ids.put(
                "invitations",
                made("/internal/v1/invitations", Map.of("email", "later@example.com", "role", "viewer"))
                        .path("id")
                        .asString());
        ids.put(
                "enrolment-tokens",
                made("/internal/v1/collectors/enrolment-tokens", Map.of("name", "possessed"))
                        .path("id")
                        .asString());
        ids.put(
                "oauth-clients",
                made("/internal/v1/oauth-clients", Map.of("name", "Possessed", "scopes", List.of("monitors:read")))
                        .path("client_id")
                        .asString());
        ids.put(
                "webhooks",
                made("/internal/v1/webhooks", Map.of("url", "https://example.com/hook"))
                        .path("id")
                        .asString());
        ids.put("incidents", awaited("/internal/v1/incidents"));
        ids.put("servers", awaited("/internal/v1/servers"));
    }

    /** No other issuer is trusted here, so nobody can link himself with one over HTTP. */
    private void link(RunningProduct product) throws IOException, SQLException {
        var id = Ids.next("idt");
        try (var database = product.database();
                var insert = database.prepareStatement("""
                    INSERT INTO auth.identities (id, user_id, account_id, issuer, subject, linked_at)
                    SELECT ?, id, account_id, 'https://issuer.example', ?, now() FROM auth.users WHERE id = ?
                    """)) {
            insert.setString(1, id);
            insert.setString(2, id);
            insert.setString(3, owner.id());
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
        ids.put("identities", id);
    }

    private JsonNode made(String path, Object body) {
        return owner.browser().post(path, body).expect(201).body();
    }

    private JsonNode firstOf(String path) {
        Iterator<JsonNode> data =
                owner.browser().get(path).expect(200).body().path("data").iterator();
        return data.hasNext() ? data.next() : Answer.JSON.createObjectNode();
    }

    private String awaited(String path) {
        var id = new AtomicReference<>("");
        await(path).atMost(SOON).until(() -> {
            id.set(firstOf(path).path("id").asString(""));
            return !id.get().isEmpty();
        });
        return id.get();
    }

    @Override
    public void close() {
        target.close();
    }
}
