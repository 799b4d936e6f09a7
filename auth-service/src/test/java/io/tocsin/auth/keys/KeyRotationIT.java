package io.tocsin.auth.keys;

import static io.tocsin.auth.Door.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import io.tocsin.auth.Door;
import io.tocsin.auth.Emails;
import io.tocsin.platform.testing.IntegrationTest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.test.context.TestPropertySource;

@IntegrationTest
@TestPropertySource(properties = {"tocsin.keys.fresh=200ms", "tocsin.keys.lead=1s"})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyRotationIT {
    @LocalServerPort
    private int port;

    @Autowired
    private KeyRotation rotation;

    @Autowired
    private JdbcClient jdbc;

    private List<Map<String, Object>> before;

    @BeforeAll
    void remember() {
        before = jdbc.sql("SELECT kid, private_key, created_at, active_from FROM signing_keys")
                .query()
                .listOfRows();
    }

    /** Other tests share the database with this one: what signs and verifies their tokens is there again. */
    @AfterAll
    void putBack() {
        jdbc.sql("DELETE FROM signing_keys").update();
        for (Map<String, Object> key : before) {
            jdbc.sql("INSERT INTO signing_keys (kid, private_key, created_at, active_from) VALUES (?, ?, ?, ?)")
                    .params(key.get("kid"), key.get("private_key"), key.get("created_at"), key.get("active_from"))
                    .update();
        }
    }

    @Test
    @Timeout(120)
    void leavesEveryTokenGoodWhileKeysTakeTurns() throws Exception {
        Door door = new Door(port);
        String email = Emails.next();
        door.signUp(email);
        NimbusJwtDecoder reader = NimbusJwtDecoder.withJwkSetUri("http://127.0.0.1:" + port + "/oauth/jwks")
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .jwtProcessorCustomizer(processor ->
                        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt"))))
                .build();
        reader.setJwtValidator(new JwtTimestampValidator());
        String first = door.accessToken(email);
        String token = first;
        Set<String> kids = new HashSet<>();
        kids.add(Door.header(first).path("kid").asString());

        for (int turn = 0; turn < 2; turn++) {
            rotation.rotate();
            int before = kids.size();
            String refresh =
                    json(door.login(email, Door.PASSWORD)).path("refresh_token").asString();
            while (kids.size() == before) {
                var answer = json(door.post("/api/v1/auth/refresh", "{\"refresh_token\":\"%s\"}".formatted(refresh)));
                token = answer.path("access_token").asString();
                refresh = answer.path("refresh_token").asString();
                kids.add(Door.header(token).path("kid").asString());
                assertThat(reader.decode(token).getSubject()).startsWith("usr_");
                assertThat(door.get("/internal/v1/me", "Authorization", "Bearer " + token)
                                .statusCode())
                        .isEqualTo(200);
            }
        }

        assertThat(kids).hasSize(3);
        assertThat(reader.decode(first).getSubject()).startsWith("usr_");
        assertThat(door.get("/internal/v1/me", "Authorization", "Bearer " + first)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void publishesAKeyBeforeItSignsAndForgetsItWhenItsTokensHaveLapsed() throws Exception {
        Door door = new Door(port);
        rotation.rotate();
        await().atMost(Door.SOON).until(() -> published(door) >= 2);
        int before = published(door);
        jdbc.sql("UPDATE signing_keys SET active_from = active_from - interval '3 hours'")
                .update();

        rotation.rotateIfDue();

        await().atMost(Door.SOON).until(() -> published(door) == 1);
        assertThat(before).isGreaterThanOrEqualTo(2);

        jdbc.sql("UPDATE signing_keys SET active_from = active_from - interval '30 days'")
                .update();
        rotation.rotateIfDue();
        rotation.rotateIfDue();
        await().atMost(Door.SOON).until(() -> published(door) == 2);
        assertThat(door.get("/oauth/jwks").body()).doesNotContain("\"d\":");
    }

    private static int published(Door door) throws Exception {
        return json(door.get("/oauth/jwks")).path("keys").size();
    }
}
