package io.tocsin.auth.people;

import static io.tocsin.auth.Door.code;
import static io.tocsin.auth.Door.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.auth.Door;
import io.tocsin.auth.Somebody;
import io.tocsin.platform.testing.IntegrationTest;
import java.net.http.HttpResponse;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@IntegrationTest
class MeIT {
    private static final String ME = "/internal/v1/me";
    private static final String PREFERENCES = ME + "/preferences";

    @LocalServerPort
    private int port;

    private Door door;
    private Somebody ada;

    @BeforeEach
    void signUp() throws Exception {
        door = new Door(port);
        ada = Somebody.signedUp(door);
    }

    @Test
    void hasNameAndImageToChange() throws Exception {
        JsonNode changed = json(ada.patch(ME, "{\"name\":\"Ada L.\",\"image\":\"https://example.org/ada.png\"}"));
        JsonNode without = json(ada.patch(ME, "{\"image\":null}"));

        assertThat(changed.path("name").asString()).isEqualTo("Ada L.");
        assertThat(changed.path("image").asString()).isEqualTo("https://example.org/ada.png");
        assertThat(without.path("image").isNull()).isTrue();
        assertThat(without.path("name").asString()).isEqualTo("Ada L.");
    }

    @Test
    void changesNothingElse() throws Exception {
        JsonNode before = json(ada.get(ME));
        for (String field : List.of("role", "tier", "account_id", "status", "id", "email", "operator")) {
            HttpResponse<String> answer = ada.patch(ME, "{\"name\":\"Eve\",\"%s\":\"x\"}".formatted(field));
            assertThat(answer.statusCode()).as(field).isEqualTo(400);
        }
        assertThat(json(ada.get(ME))).isEqualTo(before);
        assertThat(code(ada.patch(ME, "{\"name\":null}"))).isEqualTo("VALIDATION_001");
    }

    @Test
    void keepsPreferencesThatFitTheSchema() throws Exception {
        HttpResponse<String> first = ada.get(PREFERENCES);
        HttpResponse<String> second = ada.patch(
                PREFERENCES, "{\"theme\":\"dark\",\"notifications\":{\"product_news\":false}}", "If-Match", tag(first));
        HttpResponse<String> third = ada.patch(
                PREFERENCES, "{\"theme\":null,\"notifications\":{\"weekly_summary\":true}}", "If-Match", tag(second));

        assertThat(first.body()).isEqualTo("{}");
        assertThat(json(third))
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"notifications\":{\"product_news\":false,\"weekly_summary\":true}}"));
        assertThat(json(ada.get(PREFERENCES))).isEqualTo(json(third));
        assertThat(code(ada.patch(PREFERENCES, "{\"theme\":\"light\"}", "If-Match", tag(first))))
                .isEqualTo("REVISION_002");
        assertThat(code(ada.patch(PREFERENCES, "{\"theme\":\"light\"}"))).isEqualTo("REVISION_001");
        assertThat(code(ada.patch(PREFERENCES, "{\"theme\":\"pink\"}", "If-Match", tag(third))))
                .isEqualTo("VALIDATION_001");
        assertThat(json(ada.get(PREFERENCES + "/schema")).path("type").asString())
                .isEqualTo("object");
    }

    @Test
    void endsOtherSessionsWithANewPassword() throws Exception {
        Somebody elsewhere = ada.again();
        String change = "{\"current_password\":\"%s\",\"new_password\":\"%s\"}";

        HttpResponse<String> wrong = ada.post(ME + "/password", change.formatted("not it at all", "a new password"));
        HttpResponse<String> shorter = ada.post(ME + "/password", change.formatted(Door.PASSWORD, "short"));
        HttpResponse<String> right = ada.post(ME + "/password", change.formatted(Door.PASSWORD, "a new password"));

        assertThat(code(wrong)).isEqualTo("USER_003");
        assertThat(code(shorter)).isEqualTo("VALIDATION_001");
        assertThat(right.statusCode()).as(right.body()).isEqualTo(204);
        Awaitility.await()
                .atMost(Door.SOON)
                .untilAsserted(() -> assertThat(elsewhere.get(ME).statusCode()).isEqualTo(401));
        assertThat(ada.get(ME).statusCode()).isEqualTo(200);
        assertThat(door.login(ada.email(), Door.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(door.login(ada.email(), "a new password").statusCode()).isEqualTo(200);
    }

    @Test
    void guessesTheOwnPasswordFewTimes() throws Exception {
        String guess = "{\"password\":\"not it at all\"}";
        for (int i = 0; i < 5; i++) {
            assertThat(code(ada.delete(ME, guess))).isEqualTo("USER_003");
        }

        HttpResponse<String> answer = ada.delete(ME, Somebody.password());

        assertThat(code(answer)).isEqualTo("AUTH_010");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private static String tag(HttpResponse<String> answer) {
        return answer.headers().firstValue("ETag").orElseThrow();
    }
}
