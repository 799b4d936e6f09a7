package io.tocsin.auth.identities;

import static io.tocsin.auth.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.auth.Door;
import io.tocsin.auth.Emails;
import io.tocsin.platform.testing.IntegrationTest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@IntegrationTest
class IdentitiesIT {
    private static final String IDENTITIES = "/internal/v1/me/identities";

    private final String email = Emails.next();
    private final String subject = "auth0|" + UUID.randomUUID();

    @LocalServerPort
    private int port;

    private Door door;
    private String bearer;

    @DynamicPropertySource
    static void trust(DynamicPropertyRegistry properties) {
        properties.add("tocsin.identities.domain", OtherIssuer::address);
        properties.add("tocsin.identities.audience", () -> OtherIssuer.AUDIENCE);
    }

    @BeforeEach
    void signUp() throws Exception {
        door = new Door(port);
        door.signUp(email);
        bearer = "Bearer " + door.accessToken(email);
    }

    @Test
    void letInWhoLinkedThemWhileSignedInAndNobodyElse() throws Exception {
        String token = OtherIssuer.token(subject, claims -> claims.claim("email", email));

        assertThat(enter(token).statusCode()).isEqualTo(401);
        HttpResponse<String> linked = link(token);
        HttpResponse<String> entered = enter(token);

        assertThat(linked.statusCode()).as(linked.body()).isEqualTo(201);
        assertThat(json(linked).path("subject").asString()).isEqualTo(subject);
        assertThat(entered.statusCode()).as(entered.body()).isEqualTo(200);
        String own = "Bearer " + json(entered).path("access_token").asString();
        assertThat(json(door.get("/internal/v1/me", "Authorization", own))
                        .path("email")
                        .asString())
                .isEqualTo(email);
        assertThat(json(door.get(IDENTITIES, "Authorization", bearer))
                        .path("data")
                        .size())
                .isEqualTo(1);
        assertThat(door.get("/internal/v1/me", "Authorization", "Bearer " + token)
                        .statusCode())
                .isEqualTo(401);

        String path = IDENTITIES + "/" + json(linked).path("id").asString();
        assertThat(delete(path).statusCode()).isEqualTo(204);
        assertThat(Door.code(delete(path))).isEqualTo("AUTH_021");
        assertThat(enter(token).statusCode()).isEqualTo(401);
    }

    @Test
    void belongToOnePersonAlone() throws Exception {
        String token = OtherIssuer.token(subject, _ -> {});
        link(token);
        String other = Emails.next();
        door.signUp(other);

        HttpResponse<String> again = door.post(
                IDENTITIES, "{\"token\":\"" + token + "\"}", "Authorization", "Bearer " + door.accessToken(other));

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(Door.code(again)).isEqualTo("AUTH_022");
    }

    @Test
    void areNotBelievedFromTokensThatAreNotGood() throws Exception {
        assertThat(link(OtherIssuer.token(subject, claims -> claims.audience("https://elsewhere.example")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(link(OtherIssuer.token(subject, claims -> claims.issuer("https://elsewhere.example/")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(link(OtherIssuer.token(
                                subject,
                                claims -> claims.expirationTime(
                                        Date.from(Instant.now().minusSeconds(120)))))
                        .statusCode())
                .isEqualTo(401);
        assertThat(link("nonsense").statusCode()).isEqualTo(401);
        assertThat(link(bearer.substring(7)).statusCode()).isEqualTo(401);
        assertThat(Door.code(door.post(IDENTITIES, "{}", "Authorization", bearer)))
                .isEqualTo("VALIDATION_001");
    }

    private HttpResponse<String> link(String token) throws Exception {
        return door.post(IDENTITIES, "{\"token\":\"" + token + "\"}", "Authorization", bearer);
    }

    private HttpResponse<String> enter(String token) throws Exception {
        return door.post("/api/v1/auth/external", "{\"token\":\"" + token + "\"}");
    }

    private HttpResponse<String> delete(String path) throws Exception {
        return door.send(door.to(path).header("Authorization", bearer).DELETE());
    }
}
