package io.tocsin.local.demo;

import io.tocsin.local.secrets.Secrets;
import java.net.URI;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the demo's user has at the product: an OAuth client, a collector, monitors. Made once, found again later. */
final class Household {

    private static final int SHORT_INTERVAL = 30;
    private static final int BAD_REQUEST = 400;
    private static final String MONITORS = "/internal/v1/monitors";
    private static final List<String> SCOPES = List.of("metrics:write", "monitors:read");

    private final Api api;
    private final Person person;
    private final Keepsakes keepsakes;

    private Household(Api api, Person person, Keepsakes keepsakes) {
        this.api = api;
        this.person = person;
        this.keepsakes = keepsakes;
    }

    static Household of(Api api, Secrets secrets) {
        var person = Person.enter(api, secrets.password("password"));
        return new Household(api, person, new Keepsakes(secrets, person.id()));
    }

    /** The program that reads. */
    OauthClient client(InstantSource clock) {
        Supplier<OauthClient.Secret> maker = () -> {
            var made = api.post("/internal/v1/oauth-clients", Map.of("name", "Demo", "scopes", SCOPES), person);
            return new OauthClient.Secret(
                    made.path("client_id").asString(),
                    made.path("client_secret").asString());
        };
        var client = new OauthClient(api, keepsakes.of("client", OauthClient.Secret.class, maker), clock);
        try {
            client.token();
            return client;
        } catch (RefusedException _) {
            // somebody has deleted it
            return new OauthClient(api, keepsakes.renewed("client", maker), clock);
        }
    }

    Registration collector(String hostname) {
        return keepsakes.of("collector", Registration.class, () -> register(hostname));
    }

    Registration newCollector(String hostname) {
        return keepsakes.renewed("collector", () -> register(hostname));
    }

    /** The monitor of that name and target; checked every half a minute, where the plan allows that. */
    String monitor(String name, URI target) {
        for (var monitor : api.get(MONITORS + "?limit=100", person).path("data")) {
            if (monitor.path("friendly_name").asString("").equals(name)) {
                var id = monitor.path("id").asString();
                if (monitor.path("url").asString("").equals(target.toString())) {
                    return id;
                }
                api.delete(MONITORS + "/" + id, person);
            }
        }
        try {
            return order(name, target, Map.of("interval_seconds", SHORT_INTERVAL));
        } catch (RefusedException e) {
            if (e.status() != BAD_REQUEST) {
                throw e;
            }
            return order(name, target, Map.of());
        }
    }

    private String order(String name, URI target, Map<String, ?> interval) {
        var order = new HashMap<String, Object>(interval);
        order.put("friendly_name", name);
        order.put("type", "http");
        order.put("url", target.toString());
        order.put("failure_threshold", 1);
        order.put("recovery_threshold", 1);
        return api.post(MONITORS, order, person).path("id").asString();
    }

    /** The port of a target that a monitor of that name has; 0 if there is none. */
    int portOf(String name) {
        for (var monitor : api.get(MONITORS + "?limit=100", person).path("data")) {
            if (monitor.path("friendly_name").asString("").equals(name)) {
                return Math.max(0, URI.create(monitor.path("url").asString("")).getPort());
            }
        }
        return 0;
    }

    /** Asks for a check now instead of at the next turn. */
    void checkNow(String monitor) {
        api.post("%s/%s/check".formatted(MONITORS, monitor), Map.of(), person);
    }

    private Registration register(String hostname) {
        var made = api.post(
                "/api/v1/collectors/register", Map.of("name", "Demo on " + hostname, "hostname", hostname), person);
        return new Registration(
                made.path("collector_id").asString(),
                made.path("certificate").asString(),
                made.path("private_key").asString(),
                made.path("ca_certificate").asString(),
                made.path("token").asString(),
                made.path("push_url").asString());
    }
}
