package io.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.testing.TestTokens;
import java.net.http.HttpResponse;
import java.util.Map;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An owner who has webhooks sent to a server of theirs. */
record Subscriber(Product product, String token) {
    static final String WEBHOOKS = "/internal/v1/webhooks";

    static Subscriber of(Product product) {
        return new Subscriber(product, TestTokens.user(product.account, "owner"));
    }

    /** A new endpoint as it was answered. */
    JsonNode created(Map<String, Object> body) {
        HttpResponse<String> answer =
                product.post(WEBHOOKS, token, JsonMapper.shared().writeValueAsString(body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JsonMapper.shared().readTree(answer.body());
    }

    /** A monitor whose target is down. */
    String broken() {
        String monitor = product.monitor(1);
        product.checked(monitor, Product.now().minusSeconds(30), false);
        product.await("/internal/v1/incidents?open=true&monitor_id=" + monitor, token, 1);
        return monitor;
    }

    JsonNode read(JsonNode endpoint) {
        return product.read(WEBHOOKS + "/" + id(endpoint), token);
    }

    JsonNode awaitDelivery(JsonNode endpoint, String status) {
        return product.await(path(endpoint) + "?status=" + status, token, 1)
                .path("data")
                .get(0);
    }

    /** The first try of the endpoint's only delivery. */
    JsonNode awaitFirstTry(JsonNode endpoint) {
        Awaitility.await().atMost(Product.SOON).until(() -> attempts(endpoint).size() > 0);
        return attempts(endpoint).get(0);
    }

    private JsonNode attempts(JsonNode endpoint) {
        return product.read(path(endpoint), token).path("data").path(0).path("attempts");
    }

    private static String path(JsonNode endpoint) {
        return WEBHOOKS + "/" + id(endpoint) + "/deliveries";
    }

    static String id(JsonNode thing) {
        return thing.path("id").asString();
    }
}
