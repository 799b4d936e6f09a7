package io.tocsin.monitor.monitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.events.AuditRecorded;
import io.tocsin.events.MonitorDefined;
import io.tocsin.monitor.Api;
import io.tocsin.monitor.Api.Answer;
import io.tocsin.monitor.MonitorServiceIT;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class MonitorsIT extends MonitorServiceIT {
    private static final String MONITORS = "/internal/v1/monitors";

    @BeforeEach
    void account() {
        published.account(account, 50, 2);
    }

    @Test
    void answersWhatWasOrderedWithTheDefaults() {
        Answer made = create("""
            {"friendly_name":"Shop","type":"http","url":"https://shop.example/health","tags":["prod"]}\
            """);

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(MONITORS + "/" + made.text("id"));
        assertThat(made.header("ETag")).isEqualTo("\"1\"");
        Answer read = owner().get(MONITORS + "/" + made.text("id"));
        assertThat(read.json()).isEqualTo(made.json());
        assertThat(read.text("account_id")).isEqualTo(account);
        assertThat(read.text("status")).isEqualTo("pending");
        assertThat(read.json().path("last_checked_at").isNull()).isTrue();
        assertThat(read.json().path("interval_seconds").asInt()).isEqualTo(60);
        assertThat(read.json().path("timeout_ms").asInt()).isEqualTo(10_000);
        assertThat(read.json().path("failure_threshold").asInt()).isEqualTo(2);
        assertThat(read.json().path("recovery_threshold").asInt()).isEqualTo(1);
    }

    @Test
    void publishesEveryRevisionInOrderAndATombstoneAtTheEnd() {
        String monitor = MONITORS + "/" + create(http("one")).text("id");
        owner().patch(monitor, "{\"friendly_name\":\"two\"}", "If-Match", "\"1\"");
        owner().post(monitor + "/pause", "");
        owner().post(monitor + "/resume", "");
        Answer check = owner().post(monitor + "/check", "");
        assertThat(check.status()).isEqualTo(202);
        assertThat(check.header("ETag")).isEqualTo("\"4\"");
        assertThat(owner().delete(monitor).status()).isEqualTo(204);

        String id = monitor.substring(MONITORS.length() + 1);
        List<MonitorDefined> events = TopicReader.until(Topics.MONITORS, MonitorDefined.class, id, 6);

        assertThat(events).hasSize(6);
        assertThat(events.subList(0, 5)).extracting(MonitorDefined::getRevision).containsExactly(1L, 2L, 3L, 4L, 4L);
        assertThat(events.subList(0, 5))
                .extracting(MonitorDefined::getPaused)
                .containsExactly(false, false, true, false, false);
        assertThat(events.get(1).getFriendlyName()).isEqualTo("two");
        assertThat(events.get(3).getCheckRequestedAt()).isNull();
        assertThat(events.get(4).getCheckRequestedAt()).isNotNull();
        assertThat(events.getLast()).isNull();
        assertThat(owner().get(monitor).code()).isEqualTo("MONITOR_001");
        assertThat(TopicReader.until(Topics.AUDIT, AuditRecorded.class, account, 2))
                .extracting(AuditRecorded::getAction)
                .containsExactly("monitor.created", "monitor.deleted");
    }

    @Test
    void keepsTheOrderOfChangesThatComeAtOnce() throws Exception {
        String id = create(http("busy")).text("id");

        List<Answer> answers =
                atOnce(8, 40, i -> owner().post(MONITORS + "/" + id + (i % 2 == 0 ? "/pause" : "/resume"), ""));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        int last = owner().get(MONITORS + "/" + id).json().path("revision").asInt();
        List<MonitorDefined> events = TopicReader.until(Topics.MONITORS, MonitorDefined.class, id, last);
        assertThat(events)
                .extracting(MonitorDefined::getRevision)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, last).mapToObj(Long::valueOf).toList());
    }

    @Test
    void takesExactlyAsManyAsThePlanAllows() throws Exception {
        for (int i = 0; i < 49; i++) {
            assertThat(create(http("monitor " + i)).status()).isEqualTo(201);
        }

        List<Answer> answers = atOnce(100, 100, i -> create(http("at once " + i)));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        // a machine that is busy with other things may let some wait too long for a connection
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .extracting(Answer::code)
                .contains("MONITOR_002")
                .isSubsetOf("MONITOR_002", "INTERNAL_002");
        Answer page = owner().get(MONITORS + "?limit=100");
        assertThat(page.json().path("data").size()).isEqualTo(50);
        owner().delete(MONITORS + "/"
                + page.json().path("data").path(0).path("id").asString());
        assertThat(create(http("in its place")).status()).isEqualTo(201);
    }

    @Test
    void changesOnlyWhatTheCallerHasRead() {
        Answer made = create("""
            {"friendly_name":"Word","type":"keyword","url":"http://a.example/","keyword":"ok","interval_seconds":300}\
            """);
        String monitor = MONITORS + "/" + made.text("id");

        assertThat(owner().patch(monitor, "{\"tags\":[\"a\"]}").code()).isEqualTo("MONITOR_005");
        Answer changed = owner().patch(
                        monitor, "{\"tags\":[\"a\"],\"failure_threshold\":null}", "If-Match", made.header("ETag"));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.text("keyword")).isEqualTo("ok");
        assertThat(changed.json().path("interval_seconds").asInt()).isEqualTo(300);
        assertThat(changed.json().path("tags").path(0).asString()).isEqualTo("a");
        assertThat(owner().patch(monitor, "{\"tags\":[]}", "If-Match", "\"1\"").code())
                .isEqualTo("MONITOR_004");
        assertThat(owner().delete(monitor, "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(owner().patch(monitor, "{\"tags\":[\"a\"]}", "If-Match", "\"2\"")
                        .header("ETag"))
                .isEqualTo("\"2\"");
        assertThat(owner().patch(monitor, "{\"type\":\"http\",\"keyword\":null}", "If-Match", "*")
                        .text("type"))
                .isEqualTo("http");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status | {\"status\":\"up\"}",
                "account_id | {\"account_id\":\"acc_1\"}",
                "interval_seconds | {\"interval_seconds\":\"60\"}",
                "interval_seconds | {\"interval_seconds\":60.5}",
                "interval_seconds | {\"interval_seconds\":20}",
                "tags | {\"tags\":\"prod\"}",
                "url | {\"url\":null}",
                "host | {\"host\":\"db.example\"}"
            })
    void refusesPatchesThatDoNotFit(String field, String patch) {
        Answer made = create(http("same"));
        String monitor = MONITORS + "/" + made.text("id");

        Answer refused = owner().patch(monitor, patch, "If-Match", "\"1\"");

        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        assertThat(refused.json()
                        .path("error")
                        .path("details")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo(field);
        assertThat(owner().get(monitor).json()).isEqualTo(made.json());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"friendly_name\":\"x\",\"type\":\"http\"}",
                "{\"friendly_name\":\"x\",\"type\":\"http\",\"url\":\"ftp://a.example\"}",
                "{\"friendly_name\":\"x\",\"type\":\"http\",\"url\":\"http://\"}",
                "{\"friendly_name\":\"x\",\"type\":\"http\",\"url\":\"http://u:p@a.example\"}",
                "{\"friendly_name\":\"x\",\"type\":\"keyword\",\"url\":\"http://a.example\"}",
                "{\"friendly_name\":\"x\",\"type\":\"http\",\"url\":\"http://a.example\",\"role\":\"owner\"}",
                "{\"friendly_name\":\"x\",\"type\":\"http\",\"url\":\"http://a.example\",\"tags\":[null]}",
                "{\"friendly_name\":\"x\",\"type\":\"http\",\"url\":\"http://a.example\",\"interval_seconds\":29}"
            })
    void refusesOrdersThatDoNotFit(String body) {
        assertThat(create(body).status()).isEqualTo(400);
        assertThat(owner().get(MONITORS).json().path("data").size()).isZero();
    }

    @Test
    void saysWhichTypesThereAre() {
        Answer refused = create("{\"friendly_name\":\"x\",\"type\":\"ping\",\"host\":\"a.example\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("http, keyword");
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
        assertThat(names(owner().get(MONITORS + "?search=wEB"))).hasSize(5);
        assertThat(names(owner().get(MONITORS + "?search=%25_"))).containsExactly("100%_sure");
        assertThat(names(owner().get(MONITORS + "?type=keyword"))).containsExactly("100%_sure");
        assertThat(names(owner().get(MONITORS + "?tag=n3"))).containsExactly("Web 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=0", "limit=101", "limit=x", "cursor=%00", "cursor=JQ", "type=telepathy", "status=fine"})
    void refusesListsThatDoNotExist(String query) {
        assertThat(owner().get(MONITORS + "?" + query).status()).isEqualTo(400);
    }

    @Test
    void waitsForAnAccountThatIsOnItsWayAndThenSaysSo() {
        Api unheard = with(TestTokens.user(Ids.next("acc"), "owner"));

        Answer refused = unheard.post(MONITORS, http("early"));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("2");
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

    private static List<Answer> atOnce(int callers, int count, IntFunction<Answer> call) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
            List<Callable<Answer>> calls = IntStream.range(0, count)
                    .<Callable<Answer>>mapToObj(i -> () -> call.apply(i))
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
