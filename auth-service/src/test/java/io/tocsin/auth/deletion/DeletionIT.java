package io.tocsin.auth.deletion;

import static io.tocsin.auth.Door.code;
import static io.tocsin.auth.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.auth.Door;
import io.tocsin.auth.Emails;
import io.tocsin.auth.Somebody;
import io.tocsin.events.AccountChanged;
import io.tocsin.events.Revoked;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Topics;
import java.net.http.HttpResponse;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@IntegrationTest
class DeletionIT {
    private static final String ACCOUNT = "/internal/v1/account";
    private static final String ME = "/internal/v1/me";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private DeletionWorker worker;

    @Autowired
    private ClosedRows closedRows;

    private Door door;
    private Somebody owner;

    @BeforeEach
    void signUp() throws Exception {
        door = new Door(port);
        owner = Somebody.signedUp(door);
    }

    @Test
    void needsThePassword() throws Exception {
        assertThat(code(owner.delete(ACCOUNT, "{\"password\":\"not it at all\"}")))
                .isEqualTo("USER_003");
        assertThat(code(owner.delete(ACCOUNT, "{}"))).isEqualTo("VALIDATION_001");
    }

    @Test
    void isTakenBackByWhoSignsInAgain() throws Exception {
        Somebody viewer = owner.invited("viewer");

        HttpResponse<String> answer = owner.delete(ACCOUNT, Somebody.password());

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).path("deletes_at").asString()).endsWith("Z");
        awaitRefusal(owner);
        awaitRefusal(viewer);
        Somebody again = owner.again();
        assertThat(json(again.get(ACCOUNT)).path("deletion_requested_at").isNull())
                .isFalse();
        assertThat(code(again.delete(ACCOUNT, Somebody.password()))).isEqualTo("ACCOUNT_002");
        assertThat(again.post(ACCOUNT + "/restore", null).statusCode()).isEqualTo(204);
        assertThat(json(again.get(ACCOUNT)).path("deletion_requested_at").isNull())
                .isTrue();
        assertThat(code(again.post(ACCOUNT + "/restore", null))).isEqualTo("ACCOUNT_002");
    }

    @Test
    void waitsForTheGrace() throws Exception {
        owner.delete(ACCOUNT, Somebody.password());
        age("accounts", owner.accountId(), 29);

        worker.run();

        assertThat(door.login(owner.email(), Door.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void leavesNothingButTheId() throws Exception {
        Somebody viewer = owner.invited("viewer");
        String client = json(owner.post(
                        "/internal/v1/oauth-clients", "{\"name\":\"ci\",\"scopes\":[\"monitors:read\"]}"))
                .path("client_id")
                .asString();
        owner.invite("somebody@example.org", "viewer");
        owner.delete(ACCOUNT, Somebody.password());
        age("accounts", owner.accountId(), 31);

        workUntil("SELECT deleted_at IS NOT NULL FROM accounts WHERE id = ?", owner.accountId());

        for (String table : List.of("users", "sessions", "refresh_tokens", "oauth_clients", "invitations")) {
            assertThat(jdbc.sql("SELECT count(*) FROM " + table + " WHERE account_id = ?")
                            .param(owner.accountId())
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        AccountChanged event = TopicReader.until(Topics.ACCOUNTS, AccountChanged.class, owner.accountId(), 3)
                .getLast();
        assertThat(event.getDeletedAt()).isNotNull();
        assertThat(event.getName()).isNull();
        for (String subject : List.of(owner.id(), viewer.id(), client, owner.accountId())) {
            assertThat(TopicReader.until(Topics.REVOCATIONS, Revoked.class, subject, 1))
                    .as(subject)
                    .isNotEmpty();
        }
        assertThat(door.login(owner.email(), Door.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(door.signUp(owner.email()).statusCode()).isEqualTo(200);
    }

    @Test
    void isForgottenInTheEnd() throws Exception {
        owner.delete(ACCOUNT, Somebody.password());
        age("accounts", owner.accountId(), 31);
        workUntil("SELECT deleted_at IS NOT NULL FROM accounts WHERE id = ?", owner.accountId());
        jdbc.sql("UPDATE accounts SET deleted_at = deleted_at - interval '31 days' WHERE id = ?")
                .param(owner.accountId())
                .update();

        workUntil("SELECT count(*) = 0 FROM accounts WHERE id = ?", owner.accountId());

        assertThat(TopicReader.until(Topics.ACCOUNTS, AccountChanged.class, owner.accountId(), 4)
                        .getLast())
                .isNull();
    }

    @Test
    void takesOnePersonAlone() throws Exception {
        Somebody viewer = owner.invited("viewer");

        assertThat(viewer.delete(ME, Somebody.password()).statusCode()).isEqualTo(202);
        awaitRefusal(viewer);
        assertThat(viewer.again().post(ME + "/restore", null).statusCode()).isEqualTo(204);
        assertThat(viewer.again().delete(ME, Somebody.password()).statusCode()).isEqualTo(202);
        age("users", viewer.id(), 31);
        workUntil("SELECT count(*) = 0 FROM users WHERE id = ?", viewer.id());

        assertThat(door.login(viewer.email(), Door.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(code(owner.get("/internal/v1/users/" + viewer.id()))).isEqualTo("USER_001");
    }

    @Test
    void takesTheAccountAlongWithWhoIsAlone() throws Exception {
        owner.delete(ME, Somebody.password());

        assertThat(json(owner.again().get(ACCOUNT))
                        .path("deletion_requested_at")
                        .isNull())
                .isFalse();
    }

    @Test
    void isNotForTheLastOwnerOfOthers() throws Exception {
        Somebody admin = owner.invited("admin");

        assertThat(code(owner.delete(ME, Somebody.password()))).isEqualTo("USER_002");
        assertThat(code(admin.delete(ACCOUNT, Somebody.password()))).isEqualTo("AUTH_005");
    }

    @Test
    void takesAlongWhatWasClosedLongAgo() throws Exception {
        String address = Emails.next();
        String id = json(owner.invite(address, "viewer")).path("id").asString();
        owner.delete("/internal/v1/invitations/" + id, null);
        closedRows.forget();
        assertThat(invitations(address)).isEqualTo(1);
        jdbc.sql("UPDATE invitations SET revoked_at = revoked_at - interval '31 days' WHERE id = ?")
                .param(id)
                .update();

        Awaitility.await().atMost(Door.SOON).until(() -> {
            closedRows.forget();
            return invitations(address) == 0;
        });
    }

    /** Once does it, but where the service is at it by the clock in that moment: then this run leaves it to that one. */
    private void workUntil(String done, String id) {
        Awaitility.await().atMost(Door.SOON).until(() -> {
            worker.run();
            return jdbc.sql(done).param(id).query(Boolean.class).single();
        });
    }

    private int invitations(String address) {
        return jdbc.sql("SELECT count(*) FROM invitations WHERE email = ?")
                .param(address)
                .query(Integer.class)
                .single();
    }

    private void age(String table, String id, int days) {
        jdbc.sql("UPDATE " + table + " SET deletion_requested_at = deletion_requested_at - make_interval(days => ?)"
                        + " WHERE id = ?")
                .params(days, id)
                .update();
    }

    private static void awaitRefusal(Somebody who) {
        Awaitility.await()
                .atMost(Door.SOON)
                .untilAsserted(() -> assertThat(who.get(ME).statusCode()).isEqualTo(401));
    }
}
