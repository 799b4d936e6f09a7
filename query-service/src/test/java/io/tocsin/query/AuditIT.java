package io.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.schemas.Claims;
import io.tocsin.schemas.Ids;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class AuditIT {
    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private JdbcClient jdbc;

    private Product product;

    @BeforeEach
    void start() {
        product = Product.with(port, managementPort);
    }

    @Test
    void showsPeopleWhatTheyDidAndOwnersWhatEverybodyDid() {
        String user = Ids.next("usr");
        Instant at = Product.now().minus(Duration.ofDays(89));
        product.audited(user, "session.created", at);
        product.audited(user, "session.created", at);
        product.audited(user, "monitor.deleted", at.plusSeconds(1));
        product.audited(Ids.next("usr"), "client.revoked", at.plusSeconds(2));
        String owner = TestTokens.user(product.account, "owner");
        product.await("/internal/v1/account/activity", owner, 4);

        String token = TestTokens.signed(claims -> claims.audience(Claims.USER_AUDIENCE)
                .subject(user)
                .claim(Claims.ACCOUNT, product.account)
                .claim(Claims.ROLE, "viewer")
                .claim(Claims.SESSION, Ids.next("ses")));
        JsonNode own = product.read("/internal/v1/me/activity?limit=2", token);
        JsonNode rest = product.read(
                "/internal/v1/me/activity?cursor=" + own.path("next_cursor").asString(), token);

        assertThat(own.path("data").get(0).path("action").asString()).isEqualTo("monitor.deleted");
        assertThat(own.path("data").get(0).path("details").path("after.name").asString())
                .isEqualTo("two");
        assertThat(rest.path("data").size()).isEqualTo(1);
        assertThat(product.read("/internal/v1/account/activity?action=session.*", owner)
                        .path("data")
                        .size())
                .isEqualTo(2);
        assertThat(product.read("/internal/v1/account/activity?actor=" + user, owner)
                        .path("data")
                        .size())
                .isEqualTo(3);
        assertThat(product.ask("/internal/v1/account/activity", token).statusCode())
                .isEqualTo(403);
        assertThat(product.read("/internal/v1/account/activity", TestTokens.user(Ids.next("acc"), "owner"))
                        .path("data")
                        .size())
                .isZero();
    }

    @Test
    void showsOperatorsEveryAccountAsAFileToo() {
        Instant at = Product.now().minusSeconds(60);
        String id = product.audited(Ids.next("usr"), "+cmd.created", at);
        product.await("/internal/v1/account/activity", TestTokens.user(product.account, "owner"), 1);
        String operator = TestTokens.user(Ids.next("acc"), "operator");
        String path = "/internal/v1/admin/audit?account=" + product.account;

        JsonNode found = product.read(path + "&action=%2Bcmd.created&from=" + at, operator);
        HttpResponse<String> file = product.ask(path + "&format=csv", operator);

        assertThat(found.path("data").get(0).path("id").asString()).isEqualTo(id);
        assertThat(found.path("data").get(0).path("account_id").asString()).isEqualTo(product.account);
        assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(file.body().lines())
                .hasSize(2)
                .element(1)
                .asString()
                .contains("\"'+cmd.created\"", "\"\"two\"\"", id);
        assertThat(product.ask(path + "&format=xml", operator).statusCode()).isEqualTo(400);
        assertThat(product.ask(path, TestTokens.user(product.account, "owner")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void changesNothingThatWasRecorded() {
        product.audited(Ids.next("usr"), "session.created", Product.now());
        product.await("/internal/v1/account/activity", TestTokens.user(product.account, "owner"), 1);

        assertThatThrownBy(() -> run("UPDATE audit_event SET action = 'x' WHERE account_id = ?"))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> run("DELETE FROM audit_event WHERE account_id = ?"))
                .isInstanceOf(DataAccessException.class);
    }

    private void run(String statement) {
        Tenancy.everyAccount(() -> jdbc.sql(statement).param(product.account).update());
    }
}
