package io.tocsin.monitor.monitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.monitor.Api;
import io.tocsin.monitor.Api.Answer;
import io.tocsin.monitor.MonitorServiceIT;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.schemas.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MonitorListsIT extends MonitorServiceIT {
    private static final String MONITORS = "/internal/v1/monitors";

    @BeforeEach
    void account() {
        published.account(account, 50, 2);
    }

    @Test
    void hidesForeignMonitorsLikeMissingOnes() {
        String id = create(http("mine")).text("id");
        String elsewhere = Ids.next("acc");
        published.account(elsewhere, 5, 5);
        Api stranger = with(TestTokens.user(elsewhere, "owner"));

        for (String path : List.of(MONITORS, "/api/v1/monitors")) {
            Answer foreign = stranger.get(path + "/" + id);
            Answer missing = stranger.get(path + "/" + Ids.next("mon"));
            assertThat(foreign.status()).isEqualTo(404);
            assertThat(withoutCorrelation(foreign)).isEqualTo(withoutCorrelation(missing));
            assertThat(stranger.get(path).json().path("data").size()).isZero();
        }
        assertThat(stranger.patch(MONITORS + "/" + id, "{}", "If-Match", "*").status())
                .isEqualTo(404);
        assertThat(stranger.post(MONITORS + "/" + id + "/pause", "").status()).isEqualTo(404);
        assertThat(stranger.delete(MONITORS + "/" + id).status()).isEqualTo(404);
        assertThat(owner().get(MONITORS + "/" + id).json().path("revision").asInt())
                .isEqualTo(1);
    }

    @Test
    void letsViewersAndReadingClientsReadOnly() {
        String id = create(http("seen")).text("id");
        Api viewer = with(TestTokens.user(account, "viewer"));
        Api client = with(TestTokens.client(account, "monitors:read"));

        assertThat(viewer.get(MONITORS + "/" + id).status()).isEqualTo(200);
        assertThat(viewer.post(MONITORS, http("x")).status()).isEqualTo(403);
        assertThat(viewer.delete(MONITORS + "/" + id).status()).isEqualTo(403);
        assertThat(client.get("/api/v1/monitors/" + id).text("id")).isEqualTo(id);
        assertThat(client.get("/api/v1/monitors").json().path("data").size()).isEqualTo(1);
        assertThat(client.get(MONITORS).status()).isEqualTo(403);
        assertThat(client.post("/api/v1/monitors", http("x")).status()).isEqualTo(405);
        assertThat(with(TestTokens.client(account, "metrics:write"))
                        .get("/api/v1/monitors")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void showsWhatWasDecidedOfAMonitor() {
        String id = create(http("watched")).text("id");
        create(http("other"));

        published.status(account, id, "monitor", "down");

        await().until(() -> owner().get(MONITORS + "/" + id).text("status").equals("down"));
        Answer read = owner().get(MONITORS + "/" + id, "If-None-Match", "\"1\"");
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.text("last_checked_at")).endsWith("Z");
        assertThat(names(owner().get(MONITORS + "?status=down"))).containsExactly("watched");
        assertThat(names(owner().get(MONITORS + "?status=pending"))).containsExactly("other");
        owner().post(MONITORS + "/" + id + "/pause", "");
        assertThat(names(owner().get(MONITORS + "?status=paused"))).containsExactly("watched");
        assertThat(names(owner().get(MONITORS + "?status=down"))).isEmpty();
        assertThat(owner().post(MONITORS + "/" + id + "/check", "").code()).isEqualTo("MONITOR_006");
    }

    @Test
    void doesNotBelieveAStatusThatNamesAnotherAccount() {
        String id = create(http("watched")).text("id");
        String other = create(http("other")).text("id");

        published.status(Ids.next("acc"), id, "monitor", "down");
        published.status(account, other, "monitor", "up");

        await().until(() -> owner().get(MONITORS + "/" + other).text("status").equals("up"));
        assertThat(owner().get(MONITORS + "/" + id).text("status")).isIn("pending");
    }

    @Test
    void listsPageByPageWhatTheFilterShows() {
        for (int i = 0; i < 5; i++) {
            create("""
                {"friendly_name":"Web %d","type":"http","url":"http://a.example","tags":["web","n%d"]}\
                """.formatted(i, i));
        }
        create("""
            {"friendly_name":"100%_sure","type":"keyword","url":"http://a.example","keyword":"ok"}\
            """);

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = owner().get(MONITORS + "?tag=web&limit=2&cursor=" + cursor);
            seen.addAll(names(page));
            cursor = page.json().path("next_cursor").isNull() ? null : page.text("next_cursor");
        } while (cursor != null);

        assertThat(seen).containsExactly("Web 0", "Web 1", "Web 2", "Web 3", "Web 4");
        assertThat(names(owner().get(MONITORS + "?q=wEB"))).hasSize(5);
        assertThat(names(owner().get(MONITORS + "?q=%25_"))).containsExactly("100%_sure");
        assertThat(names(owner().get(MONITORS + "?type=keyword"))).containsExactly("100%_sure");
        assertThat(names(owner().get(MONITORS + "?tag=n3"))).containsExactly("Web 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "cursor=%00",
                "cursor=JQ",
                "type=telepathy",
                "status=fine",
                "q=%01",
                "tag=a%7Fb"
            })
    void refusesListsThatDoNotExist(String query) {
        assertThat(owner().get(MONITORS + "?" + query).status()).isEqualTo(400);
    }

    private Answer create(String body) {
        return owner().post(MONITORS, body);
    }

    private static String http(String name) {
        return "{\"friendly_name\":\"%s\",\"type\":\"http\",\"url\":\"http://a.example/\"}".formatted(name);
    }

    private static List<String> names(Answer page) {
        return StreamSupport.stream(page.json().path("data").spliterator(), false)
                .map(monitor -> monitor.path("friendly_name").asString())
                .toList();
    }

    private static String withoutCorrelation(Answer answer) {
        JsonNode error = answer.json().path("error");
        return error.path("code").asString() + error.path("message").asString() + error.path("suggestion");
    }
}
