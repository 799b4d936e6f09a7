package io.tocsin.auth.exports;

import static io.tocsin.auth.Door.code;
import static io.tocsin.auth.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.auth.Door;
import io.tocsin.auth.Somebody;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.schemas.Ids;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class ExportIT {
    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private Somebody owner;

    @BeforeEach
    void signUp() throws Exception {
        owner = Somebody.signedUp(new Door(port));
    }

    @Test
    void holdsAllThatIsKeptOfAPerson() throws Exception {
        jdbc.sql("INSERT INTO identities VALUES (?, ?, ?, 'https://other.example/', ?, now())")
                .params(Ids.next("idt"), owner.id(), owner.accountId(), owner.id())
                .update();

        HttpResponse<String> export = owner.get("/internal/v1/me/export");

        assertThat(json(export).path("user").path("email").asString()).isEqualTo(owner.email());
        assertThat(json(export).path("sessions")).hasSize(2);
        assertThat(json(export).path("sessions").get(0).path("ip_address").asString())
                .isEqualTo("127.0.0.1");
        assertThat(json(export).path("identities")).hasSize(1);
        assertThat(json(export).path("known_networks").get(0).path("network").asString())
                .isEqualTo("127.0.0.1");
        assertThat(export.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value).contains("me.json"));
        assertThat(export.body()).doesNotContain("hash");
    }

    @Test
    void holdsAllThatIsKeptOfAnAccount() throws Exception {
        Somebody viewer = owner.invited("viewer");
        owner.post("/internal/v1/oauth-clients", "{\"name\":\"=ci\",\"scopes\":[\"monitors:read\"]}");

        HttpResponse<String> export = owner.get("/internal/v1/account/export");
        String users = owner.get("/internal/v1/account/export?format=csv").body();
        String clients = owner.get("/internal/v1/account/export?format=csv&list=oauth_clients")
                .body();

        assertThat(json(export).path("users")).hasSize(2);
        assertThat(json(export).path("oauth_clients")).hasSize(1);
        assertThat(json(export).path("plan").path("tier").asString()).isEqualTo("free");
        assertThat(export.body()).doesNotContain("hash");
        assertThat(users).startsWith("id,name,email").contains(viewer.email());
        assertThat(clients).contains("'=ci");
        assertThat(code(viewer.get("/internal/v1/account/export"))).isEqualTo("AUTH_005");
        assertThat(code(owner.get("/internal/v1/account/export?format=csv&list=signing_keys")))
                .isEqualTo("VALIDATION_001");
        assertThat(code(owner.get("/internal/v1/me/export?format=xml"))).isEqualTo("VALIDATION_001");
    }
}
