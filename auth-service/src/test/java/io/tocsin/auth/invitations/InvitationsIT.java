package io.tocsin.auth.invitations;

import static io.tocsin.auth.Door.code;
import static io.tocsin.auth.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.auth.Door;
import io.tocsin.auth.Emails;
import io.tocsin.auth.Somebody;
import io.tocsin.auth.addresses.SignedAddress;
import io.tocsin.auth.sessions.KnownNetworks;
import io.tocsin.platform.testing.IntegrationTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class InvitationsIT {
    private static final String ACCEPT = "/api/v1/invitations/accept";

    private final String email = Emails.next();

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private KnownNetworks networks;

    private Door door;
    private Somebody owner;

    @BeforeEach
    void signUp() throws Exception {
        door = new Door(port);
        owner = Somebody.signedUp(door);
    }

    @Test
    void makeUsersOfTheAccount() throws Exception {
        JsonNode made = json(owner.invite(email, "viewer"));

        HttpResponse<String> accepted = door.post(ACCEPT, acceptance(made));

        assertThat(accepted.statusCode()).as(accepted.body()).isEqualTo(201);
        assertThat(json(accepted).path("account_id").asString()).isEqualTo(owner.accountId());
        Somebody viewer = Somebody.in(door, email);
        assertThat(viewer.claims().path("role").asString()).isEqualTo("viewer");
        assertThat(viewer.accountId()).isEqualTo(owner.accountId());
        assertThat(json(owner.get("/internal/v1/invitations")).path("data")).isEmpty();
    }

    @Test
    void showTheirTokenOnce() throws Exception {
        JsonNode made = json(owner.invite(email, "admin"));

        String list = owner.get("/internal/v1/invitations").body();

        assertThat(made.path("token").asString()).hasSize(43);
        assertThat(list).contains(email).doesNotContain(made.path("token").asString());
    }

    @Test
    void areUsedOnceByManyAtOnce() throws Exception {
        JsonNode made = json(owner.invite(email, "viewer"));
        Callable<Integer> use = () -> door.post(ACCEPT, acceptance(made)).statusCode();

        List<Integer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> answer : threads.invokeAll(Collections.nCopies(8, use))) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).containsOnlyOnce(201).isSubsetOf(201, 404, 409, 503);
        assertThat(jdbc.sql("SELECT count(*) FROM users WHERE email = ?")
                        .param(email)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void areWorthNothingOnceRevokedOrExpired() throws Exception {
        JsonNode revoked = json(owner.invite(email, "viewer"));
        JsonNode expired = json(owner.invite(Emails.next(), "viewer"));
        owner.delete("/internal/v1/invitations/" + revoked.path("id").asString(), null);
        jdbc.sql("UPDATE invitations SET expires_at = now() - interval '1 second' WHERE id = ?")
                .param(expired.path("id").asString())
                .update();

        assertThat(code(door.post(ACCEPT, acceptance(revoked)))).isEqualTo("INVITATION_002");
        assertThat(code(door.post(ACCEPT, acceptance(expired)))).isEqualTo("INVITATION_002");
        assertThat(code(door.post(ACCEPT, Somebody.acceptance("guessed")))).isEqualTo("INVITATION_002");
    }

    @Test
    void makeNobodySecondUser() throws Exception {
        Somebody other = Somebody.signedUp(door);
        JsonNode made = json(owner.invite(other.email(), "viewer"));

        assertThat(code(door.post(ACCEPT, acceptance(made)))).isEqualTo("AUTH_008");
    }

    @Test
    void areWorthNothingOnceWhoMadeThemMayMakeNone() throws Exception {
        Somebody demoted = owner.invited("admin");
        Somebody removed = owner.invited("admin");
        JsonNode first = json(demoted.invite(email, "admin"));
        JsonNode second = json(removed.invite(Emails.next(), "admin"));

        owner.patch("/internal/v1/users/" + demoted.id(), "{\"role\":\"viewer\"}");
        owner.delete("/internal/v1/users/" + removed.id(), null);

        assertThat(code(door.post(ACCEPT, acceptance(first)))).isEqualTo("INVITATION_002");
        assertThat(code(door.post(ACCEPT, acceptance(second)))).isEqualTo("INVITATION_002");
    }

    @Test
    void tellWhereTheirGuestsAreKnown() throws Exception {
        JsonNode made = json(owner.invite(email, "viewer"));

        door.post(ACCEPT, acceptance(made), SignedAddress.HEADER, SignedAddress.of("203.0.113.80"));

        String id = Somebody.in(door, email).id();
        assertThat(networks.isKnown(id, "203.0.113.80")).isTrue();
        assertThat(networks.isKnown(id, "203.0.113.81")).isFalse();
    }

    @Test
    void keepNoAddressOfWhoWasRemoved() throws Exception {
        Somebody guest = owner.invited("viewer");
        owner.delete("/internal/v1/users/" + guest.id(), null);

        assertThat(jdbc.sql("SELECT count(*) FROM invitations WHERE email = ?")
                        .param(guest.email())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void areNotForViewersNorForStrangers() throws Exception {
        String id = json(owner.invite(email, "viewer")).path("id").asString();
        Somebody viewer = owner.invited("viewer");
        Somebody stranger = Somebody.signedUp(door);

        assertThat(code(viewer.get("/internal/v1/invitations"))).isEqualTo("AUTH_005");
        assertThat(code(viewer.invite(Emails.next(), "viewer"))).isEqualTo("AUTH_005");
        assertThat(code(stranger.delete("/internal/v1/invitations/" + id, null)))
                .isEqualTo("INVITATION_001");
    }

    @Test
    void refuseWhatMakesNoSense() throws Exception {
        assertThat(code(owner.invite("nobody", "viewer"))).isEqualTo("VALIDATION_001");
        assertThat(code(owner.invite(email, "operator"))).isEqualTo("VALIDATION_001");
        assertThat(code(owner.post("/internal/v1/invitations", "{\"email\":\"" + email + "\"}")))
                .isEqualTo("VALIDATION_001");
        assertThat(code(door.post(ACCEPT, "{\"token\":\"x\",\"name\":\"Ada\",\"password\":\"short\"}")))
                .isEqualTo("VALIDATION_001");
    }

    private static String acceptance(JsonNode invitation) {
        return Somebody.acceptance(invitation.path("token").asString());
    }
}
