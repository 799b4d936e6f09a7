package io.tocsin.auth.members;

import static io.tocsin.auth.Door.code;
import static io.tocsin.auth.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.auth.Audited;
import io.tocsin.auth.Door;
import io.tocsin.auth.Somebody;
import io.tocsin.events.AuditRecorded;
import io.tocsin.events.Revoked;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Topics;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@IntegrationTest
class MembersIT {
    @LocalServerPort
    private int port;

    private Door door;
    private Somebody owner;

    @BeforeEach
    void signUp() throws Exception {
        door = new Door(port);
        owner = Somebody.signedUp(door);
    }

    @Test
    void areListedToAllOfThem() throws Exception {
        Somebody viewer = owner.invited("viewer");

        HttpResponse<String> first = viewer.get("/internal/v1/users?limit=1");
        String cursor = json(first).path("next_cursor").asString();
        HttpResponse<String> second = viewer.get("/internal/v1/users?limit=1&cursor=" + cursor);

        assertThat(json(first).path("data").get(0).path("id").asString()).isEqualTo(owner.id());
        assertThat(json(second).path("data").get(0).path("email").asString()).isEqualTo(viewer.email());
        assertThat(json(second).path("next_cursor").isNull()).isTrue();
    }

    @Test
    void areUnknownToOtherAccounts() throws Exception {
        Somebody stranger = Somebody.signedUp(door);

        assertThat(code(stranger.get("/internal/v1/users/" + owner.id()))).isEqualTo("USER_001");
        assertThat(code(stranger.patch("/internal/v1/users/" + owner.id(), "{\"role\":\"viewer\"}")))
                .isEqualTo("USER_001");
        assertThat(code(stranger.delete("/internal/v1/users/" + owner.id(), null)))
                .isEqualTo("USER_001");
    }

    @Test
    void loseTheirSessionsWithTheirRights() throws Exception {
        Somebody admin = owner.invited("admin");

        HttpResponse<String> changed = owner.patch("/internal/v1/users/" + admin.id(), "{\"role\":\"viewer\"}");

        assertThat(json(changed).path("role").asString()).isEqualTo("viewer");
        awaitRefusal(admin);
        Somebody viewer = admin.again();
        assertThat(viewer.claims().path("role").asString()).isEqualTo("viewer");
        assertThat(viewer.invite("x@example.org", "viewer").statusCode()).isEqualTo(403);
        AuditRecorded event = Audited.last(owner.accountId(), "user.role_changed");
        assertThat(event.getDetails()).containsEntry("before.role", "admin").containsEntry("after.role", "viewer");
        assertThat(event.getActorId()).isEqualTo(owner.id());
        assertThat(event.getAddress()).isEqualTo("127.0.0.1");
        assertThat(event.getCorrelationId()).isNotEmpty();
    }

    @Test
    void areGoneWithAllTokensWhenRemoved() throws Exception {
        Somebody admin = owner.invited("admin");

        assertThat(owner.delete("/internal/v1/users/" + admin.id(), null).statusCode())
                .isEqualTo(204);

        awaitRefusal(admin);
        assertThat(code(door.login(admin.email(), Door.PASSWORD))).isEqualTo("AUTH_002");
        assertThat(code(owner.get("/internal/v1/users/" + admin.id()))).isEqualTo("USER_001");
        assertThat(TopicReader.until(Topics.REVOCATIONS, Revoked.class, admin.id(), 1))
                .extracting(Revoked::getSubjectKind)
                .containsOnly("user");
    }

    @Test
    void keepOneOwner() throws Exception {
        assertThat(code(owner.delete("/internal/v1/users/" + owner.id(), null))).isEqualTo("USER_002");
        assertThat(code(owner.patch("/internal/v1/users/" + owner.id(), "{\"role\":\"admin\"}")))
                .isEqualTo("USER_002");
    }

    @Test
    void keepOneOwnerWhenTwoLeaveAtOnce() throws Exception {
        Somebody other = owner.invited("owner");

        List<Integer> answers = atOnce(List.of(
                () -> owner.delete("/internal/v1/users/" + owner.id(), null).statusCode(),
                () -> other.delete("/internal/v1/users/" + other.id(), null).statusCode()));

        assertThat(answers).containsExactlyInAnyOrder(204, 409);
    }

    @Test
    void keepOneOwnerWhenTwoDemoteEachOther() throws Exception {
        Somebody other = owner.invited("owner");

        List<Integer> answers = atOnce(List.of(
                () -> owner.patch("/internal/v1/users/" + other.id(), "{\"role\":\"viewer\"}")
                        .statusCode(),
                () -> other.patch("/internal/v1/users/" + owner.id(), "{\"role\":\"viewer\"}")
                        .statusCode()));

        assertThat(answers).contains(200).doesNotContain(500).isNotEqualTo(List.of(200, 200));
    }

    @Test
    void leaveOwnersToOwners() throws Exception {
        Somebody admin = owner.invited("admin");

        assertThat(code(admin.patch("/internal/v1/users/" + admin.id(), "{\"role\":\"owner\"}")))
                .isEqualTo("AUTH_005");
        assertThat(code(admin.delete("/internal/v1/users/" + owner.id(), null))).isEqualTo("AUTH_005");
        assertThat(code(admin.invite("x@example.org", "owner"))).isEqualTo("AUTH_005");
    }

    @Test
    void takeTheAccountOver() throws Exception {
        Somebody admin = owner.invited("admin");
        String transfer = "{\"user_id\":\"%s\",\"password\":\"%s\"}";

        HttpResponse<String> wrong =
                owner.post("/internal/v1/account/transfer", transfer.formatted(admin.id(), "wrong password"));
        HttpResponse<String> right =
                owner.post("/internal/v1/account/transfer", transfer.formatted(admin.id(), Door.PASSWORD));

        assertThat(code(wrong)).isEqualTo("USER_003");
        assertThat(right.statusCode()).as(right.body()).isEqualTo(204);
        assertThat(admin.again().claims().path("role").asString()).isEqualTo("owner");
        assertThat(owner.again().claims().path("role").asString()).isEqualTo("admin");
    }

    @Test
    void ignoreNoFieldThatIsNotTheirs() throws Exception {
        Somebody viewer = owner.invited("viewer");
        for (String field : List.of("account_id", "tier", "id", "status", "operator")) {
            HttpResponse<String> answer = owner.patch(
                    "/internal/v1/users/" + viewer.id(), "{\"role\":\"viewer\",\"%s\":\"x\"}".formatted(field));
            assertThat(answer.statusCode()).as(field).isEqualTo(400);
        }
    }

    private static void awaitRefusal(Somebody who) {
        Awaitility.await()
                .atMost(Door.SOON)
                .untilAsserted(() ->
                        assertThat(who.get("/internal/v1/me").statusCode()).isEqualTo(401));
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        List<T> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }
}
