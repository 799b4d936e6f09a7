package io.tocsin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A target goes down and comes back. */
@Order(2)
@ExtendWith(WithProduct.class)
class IncidentIT {

    private static final Duration GENEROUS = Duration.ofSeconds(60);

    @Test
    void opensWithTheFailureAndResolvesWithTheRecovery(RunningProduct product) throws Exception {
        var ada = Customer.signUp(product.address());
        try (var target = new Target()) {
            var monitor = ada.monitor(target.address(), 30).path("id").asString();
            Measured.until(
                    "a first check of a good target",
                    GENEROUS,
                    () -> status(ada, monitor).equals("up"));

            target.fail();
            ada.checkNow(monitor);
            Measured.until(
                    "the incident is open",
                    GENEROUS,
                    () -> !incident(ada, monitor, "&open=true").isMissingNode());

            var opened = incident(ada, monitor, "");
            assertThat(opened.path("resolved_at").isNull()).isTrue();
            assertThat(opened.path("reason").asString("")).contains("503");
            Measured.until(
                    "the monitor's status is down",
                    GENEROUS,
                    () -> status(ada, monitor).equals("down"));

            target.recover();
            ada.checkNow(monitor);
            Measured.until(
                    "the incident is resolved",
                    GENEROUS,
                    () -> incident(ada, monitor, "&open=true").isMissingNode());

            var resolved = incident(ada, monitor, "");
            assertThat(resolved.path("id")).isEqualTo(opened.path("id"));
            assertThat(resolved.path("resolved_at").asString(""))
                    .isGreaterThan(opened.path("opened_at").asString(""));
            assertThat(ada.browser()
                            .get("/internal/v1/incidents?monitor_id=" + monitor)
                            .body()
                            .path("data"))
                    .hasSize(1);
        }
    }

    private static String status(Customer customer, String monitor) {
        return customer.browser()
                .get("/internal/v1/monitors/" + monitor)
                .expect(200)
                .body()
                .path("status")
                .asString("");
    }

    private static JsonNode incident(Customer customer, String monitor, String filter) {
        return customer.browser()
                .get("/internal/v1/incidents?monitor_id=" + monitor + filter)
                .expect(200)
                .body()
                .path("data")
                .path(0);
    }
}
