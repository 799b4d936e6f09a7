package io.tocsin.monitor.monitors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.events.AuditRecorded;
import io.tocsin.events.MonitorDefined;
import io.tocsin.monitor.Api;
import io.tocsin.monitor.Api.Answer;
import io.tocsin.monitor.MonitorServiceIT;
import io.tocsin.platform.encryption.FieldEncryption;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MonitorsIT extends MonitorServiceIT {
    private static final String MONITORS = "/internal/v1/monitors";

    @Autowired
    private FieldEncryption encryption;

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

        List<Answer> answers = atOnce(
                8,
                40,
                i -> onceThereIsRoom(
                        () -> owner().post(MONITORS + "/" + id + (i % 2 == 0 ? "/pause" : "/resume"), "")));

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
                "host | {\"host\":\"db.example\"}",
                "headers.host | {\"headers\":{\"host\":\"db.example\"}}"
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
    @ValueSource(strings = {"", "null", "[]", "1", "{", "{\"tags\":[],\"tags\":[]}"})
    void refusesPatchesThatAreNoObjects(String patch) {
        String monitor = MONITORS + "/" + create(http("same")).text("id");

        assertThat(owner().patch(monitor, patch, "If-Match", "*").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"friendly_name\":\"a\\u0000b\",\"type\":\"http\",\"url\":\"http://a.example\"}",
                "{\"friendly_name\":\"x\",\"type\":\"http\",\"url\":\"http://a.example/\\u0000\"}",
                "{\"friendly_name\":\"x\",\"type\":\"http\",\"url\":\"http://a.example\",\"tags\":[\"\\u0000\"]}",
                "{\"friendly_name\":\"x\",\"type\":\"keyword\",\"url\":\"http://a.example\",\"keyword\":\"\\u0000\"}",
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
        Answer refused = create("{\"friendly_name\":\"x\",\"type\":\"telepathy\",\"host\":\"a.example\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("http, keyword, ping, port, tls, dns, heartbeat");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"http\",\"url\":\"http://a.example\",\"method\":\"HEAD\",\"follow_redirects\":false}",
                "{\"type\":\"keyword\",\"url\":\"http://a.example\",\"keyword\":\"[0-9]+\",\"keyword_regex\":true,"
                        + "\"keyword_absent\":true}",
                "{\"type\":\"ping\",\"host\":\"a.example\",\"retries\":3}",
                "{\"type\":\"port\",\"host\":\"a.example\",\"port\":5432}",
                "{\"type\":\"tls\",\"host\":\"a.example\",\"port\":8443,\"warning_days\":30}",
                "{\"type\":\"dns\",\"host\":\"a.example\",\"record_type\":\"TXT\",\"expected_value\":\"v=spf1 -all\"}"
            })
    void answersKeepsAndPublishesEveryField(String body) {
        Answer made = create(body.replaceFirst("\\{", "{\"friendly_name\":\"x\","));

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String id = made.text("id");
        assertThat(owner().get(MONITORS + "/" + id).json()).isEqualTo(made.json());
        JsonNode event = JsonMapper.shared()
                .readTree(TopicReader.until(Topics.MONITORS, MonitorDefined.class, id, 1)
                        .getFirst()
                        .toString());
        JsonMapper.shared().readTree(body).forEachEntry((field, value) -> {
            assertThat(made.json().get(field)).isEqualTo(value);
            assertThat(event.get(field)).isEqualTo(value);
        });
    }

    @Test
    void sealsWhatACheckSendsForAllButOwnersAndRunners() {
        Answer made = create("""
            {"friendly_name":"x","type":"http","url":"http://a.example","method":"POST","body":"{\\"a\\":1}",\
            "headers":{"X-Key":"s3cret"},"expected_statuses":["201"]}\
            """);
        String monitor = MONITORS + "/" + made.text("id");

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().path("headers").path("X-Key").asString()).isEqualTo("s3cret");
        assertThat(owner().get(monitor).text("body")).isEqualTo("{\"a\":1}");
        assertThat(owner().get(MONITORS).body()).doesNotContain("s3cret");
        assertThat(with(TestTokens.user(account, "viewer")).get(monitor).body()).doesNotContain("s3cret");
        assertThat(with(TestTokens.client(account, "monitors:read"))
                        .get("/api/v1/monitors/" + made.text("id"))
                        .body())
                .doesNotContain("s3cret");
        MonitorDefined event = TopicReader.until(Topics.MONITORS, MonitorDefined.class, made.text("id"), 1)
                .getFirst();
        assertThat(JsonMapper.shared()
                        .readTree(encryption.decrypt(event.getSealedRequest(), "monitor:" + made.text("id"))))
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"headers\":{\"X-Key\":\"s3cret\"},\"body\":\"{\\\"a\\\":1}\"}"));
        owner().patch(monitor, "{\"headers\":{\"x-key\":null},\"body\":null}", "If-Match", "*");
        assertThat(TopicReader.until(Topics.MONITORS, MonitorDefined.class, made.text("id"), 2)
                        .getLast()
                        .getSealedRequest())
                .isNull();
    }

    @Test
    void givesHeartbeatsAnAddressThatOnlyOwnersSee() throws Exception {
        Answer made =
                create("{\"friendly_name\":\"x\",\"type\":\"heartbeat\",\"period_seconds\":60,\"grace_seconds\":5}");

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String id = made.text("id");
        assertThat(made.text("heartbeat_url")).startsWith("http://localhost:8080/api/v1/heartbeat/");
        assertThat(owner().get(MONITORS + "/" + id).text("heartbeat_url")).isEqualTo(made.text("heartbeat_url"));
        assertThat(owner().get(MONITORS)
                        .json()
                        .path("data")
                        .path(0)
                        .path("heartbeat_url")
                        .isNull())
                .isTrue();
        assertThat(with(TestTokens.user(account, "viewer"))
                        .get(MONITORS + "/" + id)
                        .json()
                        .path("heartbeat_url")
                        .isNull())
                .isTrue();
        MonitorDefined event =
                TopicReader.until(Topics.MONITORS, MonitorDefined.class, id, 1).getFirst();
        String token = made.text("heartbeat_url").substring("http://localhost:8080/api/v1/heartbeat/".length());
        assertThat(event.getHeartbeatTokenHash())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256")
                                .digest(token.getBytes(StandardCharsets.US_ASCII))));
        assertThat(event.getPeriodSeconds()).isEqualTo(60);
        assertThat(event.getIntervalSeconds()).isEqualTo(60);
    }

    @Test
    void answersARepetitionLikeTheFirstRequest() throws Exception {
        String key = "order 1".replace(' ', '-');

        List<Answer> answers =
                atOnce(8, 8, _ -> onceThereIsRoom(() -> owner().post(MONITORS, http("once"), "Idempotency-Key", key)));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(Answer::body)
                .containsOnly(answers.getFirst().body());
        assertThat(answers).extracting(answer -> answer.header("ETag")).containsOnly("\"1\"");
        assertThat(owner().get(MONITORS).json().path("data").size()).isEqualTo(1);
        Answer other = owner().post(MONITORS, http("other"), "Idempotency-Key", key);
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("MONITOR_007");
        assertThat(owner().post(MONITORS, http("x"), "Idempotency-Key", "a b").status())
                .isEqualTo(400);
    }

    @Test
    void doesNotHoldAFailureAgainstItsRepetition() {
        published.account(account, 0, 0);
        assertThat(owner().post(MONITORS, http("x"), "Idempotency-Key", "k").status())
                .isEqualTo(403);

        published.account(account, 50, 2);

        assertThat(owner().post(MONITORS, http("x"), "Idempotency-Key", "k").status())
                .isEqualTo(201);
    }

    @Test
    void keepsWhatASmallerPlanWouldNotAllowAndSaysSo() {
        String monitor = MONITORS + "/" + create("""
            {"friendly_name":"quick","type":"http","url":"http://a.example","interval_seconds":30}\
            """).text("id");
        create(http("second"));
        assertThat(owner().get(monitor).json().path("notice").isNull()).isTrue();

        published.plan(account, "free", 1, 300);

        assertThat(owner().get(monitor).text("notice")).contains("300 s");
        assertThat(owner().get(monitor).json().path("interval_seconds").asInt()).isEqualTo(30);
        assertThat(owner().patch(monitor, "{\"friendly_name\":\"still quick\"}", "If-Match", "*")
                        .status())
                .isEqualTo(200);
        assertThat(owner().patch(monitor, "{\"interval_seconds\":60}", "If-Match", "*")
                        .code())
                .isEqualTo("MONITOR_003");
        Answer refused = create("""
            {"friendly_name":"third","type":"http","url":"http://a.example","interval_seconds":300}\
            """);
        assertThat(refused.code()).isEqualTo("MONITOR_002");
        assertThat(refused.body()).contains("stays");
    }

    @Test
    void letsClientsPauseResumeAndCheckButWriteNothingElse() {
        String monitor = "/api/v1/monitors/" + create(http("x")).text("id");
        Api writer = with(TestTokens.client(account, "monitors:write"));
        Api reader = with(TestTokens.client(account, "monitors:read"));

        assertThat(writer.post(monitor + "/pause", "").text("status")).isEqualTo("paused");
        assertThat(writer.post(monitor + "/resume", "").text("status")).isEqualTo("pending");
        assertThat(writer.post(monitor + "/check", "").status()).isEqualTo(202);
        assertThat(reader.post(monitor + "/pause", "").code()).isEqualTo("AUTH_004");
        assertThat(writer.post("/api/v1/monitors", http("x")).header("Allow")).isEqualTo("GET");
        assertThat(writer.delete(monitor).status()).isEqualTo(405);
        assertThat(writer.put(monitor, http("x")).status()).isEqualTo(405);
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
