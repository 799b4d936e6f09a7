package io.tocsin.auth.oversight;

import static io.tocsin.auth.Door.code;
import static io.tocsin.auth.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.auth.Audited;
import io.tocsin.auth.Door;
import io.tocsin.auth.Somebody;
import io.tocsin.events.AccountChanged;
import io.tocsin.events.AuditRecorded;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Topics;
import java.net.http.HttpResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class OversightIT {
    private static final String ACCOUNTS = "/internal/v1/admin/accounts";
    private static final String USERS = "/internal/v1/admin/users";
    private static final String WHY = "{\"reason\":\"unpaid\"}";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

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
    void isForOperatorsAlone() throws Exception {
        assertThat(operator.claims().path("operator").asBoolean()).isTrue();
        assertThat(operator.claims().path("role").asString()).isEqualTo("owner");
        assertThat(customer.claims().has("operator")).isFalse();
        for (String path : new String[] {ACCOUNTS, USERS, "/internal/v1/admin/impersonations"}) {
            assertThat(operator.get(path).statusCode()).as(path).isEqualTo(200);
            assertThat(code(customer.get(path))).as(path).isEqualTo("AUTH_005");
        }
    }

    @Test
    void findsAccountsAndUsers() throws Exception {
        JsonNode accounts = json(operator.get(ACCOUNTS + "?q=" + customer.email()));
        JsonNode users = json(operator.get(USERS + "?account_id=" + customer.accountId()));
        JsonNode none = json(operator.get(ACCOUNTS + "?q=100%25_"));

        assertThat(accounts.path("data")).hasSize(1);
        assertThat(accounts.path("data").get(0).path("id").asString()).isEqualTo(customer.accountId());
        assertThat(accounts.path("data").get(0).path("users").asInt()).isEqualTo(1);
        assertThat(users.path("data").get(0).path("email").asString()).isEqualTo(customer.email());
        assertThat(none.path("data")).isEmpty();
        assertThat(code(operator.get(ACCOUNTS + "/acc_unknown"))).isEqualTo("ACCOUNT_001");
        assertThat(code(operator.get(USERS + "/usr_unknown"))).isEqualTo("USER_001");
    }

    @Test
    void listsInPages() throws Exception {
        JsonNode first = json(operator.get(ACCOUNTS + "?limit=1"));
        JsonNode second = json(operator.get(
                ACCOUNTS + "?limit=1&cursor=" + first.path("next_cursor").asString()));

        assertThat(second.path("data").get(0).path("id").asString())
                .isGreaterThan(first.path("data").get(0).path("id").asString());
    }

    @Test
    void movesAccountsToAnotherPlan() throws Exception {
        HttpResponse<String> changed = operator.patch(
                ACCOUNTS + "/" + customer.accountId(), "{\"tier\":\"premium\",\"min_interval_seconds\":1}");

        assertThat(json(changed).path("tier").asString()).isEqualTo("team");
        JsonNode seen = json(customer.get("/internal/v1/account"));
        assertThat(seen.path("tier_class").asString()).isEqualTo("premium");
        assertThat(seen.path("plan").path("min_interval_seconds").asInt()).isEqualTo(1);
        assertThat(seen.path("plan").path("max_monitors").asInt()).isEqualTo(500);
        AccountChanged event = TopicReader.until(Topics.ACCOUNTS, AccountChanged.class, customer.accountId(), 2)
                .getLast();
        assertThat(event.getTier()).isEqualTo("team");
        assertThat(event.getMinIntervalSeconds()).isEqualTo(1);
        assertThat(event.getMaxTunnels()).isEqualTo(5);
        AuditRecorded audited = Audited.last(customer.accountId(), "account.plan_changed");
        assertThat(audited.getActorKind()).isEqualTo("operator");
        assertThat(audited.getActorId()).isEqualTo(operator.id());
        assertThat(audited.getDetails())
                .containsEntry("before.tier", "free")
                .containsEntry("after.tier", "team")
                .containsEntry("after.min_interval_seconds", "1");
    }

    @Test
    void changesNothingElseOfAccounts() throws Exception {
        String path = ACCOUNTS + "/" + customer.accountId();

        assertThat(code(operator.patch(path, "{\"tier\":\"gold\"}"))).isEqualTo("VALIDATION_001");
        assertThat(code(operator.patch(path, "{\"min_interval_seconds\":0}"))).isEqualTo("VALIDATION_001");
        assertThat(code(operator.patch(path, "{\"name\":\"x\"}"))).isEqualTo("VALIDATION_001");
        assertThat(code(operator.patch(path, "{\"tier\":\"solo\"}", "If-Match", "\"99\"")))
                .isEqualTo("REVISION_002");
    }

    @Test
    void suspendsAccountsWithAllTheirTokens() throws Exception {
        HttpResponse<String> suspended = operator.post(ACCOUNTS + "/" + customer.accountId() + "/suspend", WHY);

        assertThat(suspended.statusCode()).as(suspended.body()).isEqualTo(200);
        awaitRefusal(customer);
        HttpResponse<String> signIn = door.login(customer.email(), Door.PASSWORD);
        assertThat(code(signIn)).isEqualTo("AUTH_002");
        assertThat(TopicReader.until(Topics.ACCOUNTS, AccountChanged.class, customer.accountId(), 2)
                        .getLast()
                        .getSuspendedAt())
                .isNotNull();
        AuditRecorded audited = Audited.last(customer.accountId(), "account.suspended");
        assertThat(audited.getDetails()).containsEntry("reason", "unpaid").containsKey("after.suspended_at");
        assertThat(code(operator.post(ACCOUNTS + "/" + customer.accountId() + "/suspend", WHY)))
                .isEqualTo("ACCOUNT_002");

        operator.post(ACCOUNTS + "/" + customer.accountId() + "/reinstate", null);

        Awaitility.await()
                .atMost(Door.SOON)
                .untilAsserted(() ->
                        assertThat(customer.get("/internal/v1/me").statusCode()).isEqualTo(200));
        assertThat(door.login(customer.email(), Door.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void suspendsSingleUsers() throws Exception {
        Somebody viewer = customer.invited("viewer");

        operator.post(USERS + "/" + viewer.id() + "/suspend", WHY);

        awaitRefusal(viewer);
        assertThat(code(door.login(viewer.email(), Door.PASSWORD))).isEqualTo("AUTH_002");
        assertThat(customer.get("/internal/v1/me").statusCode()).isEqualTo(200);
        JsonNode reinstated = json(operator.post(USERS + "/" + viewer.id() + "/reinstate", null));
        assertThat(reinstated.path("suspended_at").isNull()).isTrue();
        assertThat(door.login(viewer.email(), Door.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void sparesOperatorsAndTheirOwnAccount() throws Exception {
        assertThat(code(operator.post(ACCOUNTS + "/" + operator.accountId() + "/suspend", WHY)))
                .isEqualTo("ACCOUNT_002");
        assertThat(code(operator.post(USERS + "/" + operator.id() + "/suspend", WHY)))
                .isEqualTo("USER_004");
        assertThat(code(operator.post(USERS + "/" + customer.id() + "/suspend", "{}")))
                .isEqualTo("VALIDATION_001");
    }

    private static void awaitRefusal(Somebody who) {
        Awaitility.await()
                .atMost(Door.SOON)
                .untilAsserted(() ->
                        assertThat(who.get("/internal/v1/me").statusCode()).isEqualTo(401));
    }
}
