package io.tocsin.auth.impersonation;

import static io.tocsin.auth.Door.code;
import static io.tocsin.auth.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.auth.Audited;
import io.tocsin.auth.Door;
import io.tocsin.auth.Somebody;
import io.tocsin.auth.members.Members;
import io.tocsin.events.AuditRecorded;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.testing.IntegrationTest;
import java.net.http.HttpResponse;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class ImpersonationIT {
    private static final String PATH = "/internal/v1/admin/impersonations";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Members members;

    @Autowired
    private TransactionOperations transactions;

    private Door door;
    private Somebody operator;
    private Somebody customer;

    @BeforeEach
    void signUp() throws Exception {
        door = new Door(port);
        Somebody person = Somebody.signedUp(door);
        jdbc.sql("UPDATE users SET operator = true WHERE id = ?")
                .param(person.id())
                .update();
        operator = person.again();
        customer = Somebody.signedUp(door);
    }

    @Test
    void actsAsTheUserAndSaysWhoItIs() throws Exception {
        JsonNode begun = json(begin(customer.id(), 5));
        Somebody disguised = Somebody.with(door, begun.path("access_token").asString());

        JsonNode me = json(disguised.get("/internal/v1/me"));

        assertThat(begun.path("expires_in").asInt()).isEqualTo(300);
        assertThat(me.path("id").asString()).isEqualTo(customer.id());
        assertThat(me.path("acting_operator_id").asString()).isEqualTo(operator.id());
        assertThat(disguised.claims().path("act").path("sub").asString()).isEqualTo(operator.id());
        assertThat(disguised.claims().has("operator")).isFalse();
        assertThat(code(disguised.get(PATH))).isEqualTo("AUTH_005");
        AuditRecorded started = Audited.last(customer.accountId(), "impersonation.started");
        assertThat(started.getActorId()).isEqualTo(operator.id());
        assertThat(started.getDetails()).containsEntry("reason", "a ticket");
    }

    @Test
    void endsWithTheSessionThatItBeganIn() throws Exception {
        Somebody disguised = disguised();

        operator.post("/api/v1/auth/logout", null);

        assertEnded(disguised);
        assertThat(Audited.last(customer.accountId(), "impersonation.ended").getActorId())
                .isEqualTo(operator.id());
    }

    @Test
    void endsWithTheRightsOfTheUser() throws Exception {
        Somebody other = customer.invited("admin");
        Somebody disguised = disguised(other);

        customer.patch("/internal/v1/users/" + other.id(), "{\"role\":\"viewer\"}");

        assertEnded(disguised);
    }

    @Test
    void endsOnceTheOperatorIsGone() throws Exception {
        Somebody disguised = disguised();
        Tenancy.everyAccount(
                () -> transactions.executeWithoutResult(_ -> members.erase(operator.accountId(), operator.id())));

        assertEnded(disguised);
    }

    @Test
    void leavesTheOperatorsNameOnEverythingDone() throws Exception {
        JsonNode begun = json(begin(customer.id(), 5));
        Somebody disguised = Somebody.with(door, begun.path("access_token").asString());

        disguised.patch("/internal/v1/me", "{\"name\":\"Renamed\"}");

        AuditRecorded event = Audited.last(customer.accountId(), "profile.changed");
        assertThat(event.getActorId()).isEqualTo(customer.id());
        assertThat(event.getOperatorId()).isEqualTo(operator.id());
    }

    @Test
    void isEndedBeforeItsTime() throws Exception {
        JsonNode begun = json(begin(customer.id(), 60));
        Somebody disguised = Somebody.with(door, begun.path("access_token").asString());
        String one = PATH + "/" + begun.path("id").asString();
        assertThat(operator.get(PATH).body()).contains(begun.path("id").asString());

        assertThat(operator.delete(one, null).statusCode()).isEqualTo(204);

        Awaitility.await()
                .atMost(Door.SOON)
                .untilAsserted(() -> assertThat(disguised.get("/internal/v1/me").statusCode())
                        .isEqualTo(401));
        assertThat(code(operator.delete(one, null))).isEqualTo("IMPERSONATION_001");
        assertThat(customer.get("/internal/v1/me").statusCode()).isEqualTo(200);
    }

    @Test
    void takesNothingAwayThatOutlastsIt() throws Exception {
        JsonNode begun = json(begin(customer.id(), 5));
        Somebody disguised = Somebody.with(door, begun.path("access_token").asString());

        for (String path :
                List.of("/internal/v1/me/identities", "/internal/v1/oauth-clients", "/internal/v1/invitations")) {
            assertThat(code(disguised.post(path, "{}"))).as(path).isEqualTo("AUTH_005");
        }
        assertThat(code(disguised.patch("/internal/v1/users/" + customer.id(), "{\"role\":\"viewer\"}")))
                .isEqualTo("AUTH_005");
    }

    @Test
    void proxiesNoPassword() throws Exception {
        JsonNode begun = json(begin(customer.id(), 5));
        Somebody disguised = Somebody.with(door, begun.path("access_token").asString());

        assertThat(code(disguised.delete("/internal/v1/account", Somebody.password())))
                .isEqualTo("AUTH_005");
    }

    @Test
    void isBounded() throws Exception {
        assertThat(code(begin(customer.id(), 61))).isEqualTo("VALIDATION_001");
        assertThat(code(begin(operator.id(), 5))).isEqualTo("USER_004");
        assertThat(code(begin("usr_unknown", 5))).isEqualTo("USER_001");
        assertThat(code(operator.post(PATH, "{\"user_id\":\"%s\",\"minutes\":5}".formatted(customer.id()))))
                .isEqualTo("VALIDATION_001");
    }

    private Somebody disguised() throws Exception {
        return disguised(customer);
    }

    private Somebody disguised(Somebody as) throws Exception {
        return Somebody.with(door, json(begin(as.id(), 60)).path("access_token").asString());
    }

    private static void assertEnded(Somebody disguised) {
        Awaitility.await()
                .atMost(Door.SOON)
                .untilAsserted(() -> assertThat(disguised.get("/internal/v1/me").statusCode())
                        .isEqualTo(401));
    }

    private HttpResponse<String> begin(String userId, int minutes) throws Exception {
        return operator.post(
                PATH, "{\"user_id\":\"%s\",\"reason\":\"a ticket\",\"minutes\":%d}".formatted(userId, minutes));
    }
}
