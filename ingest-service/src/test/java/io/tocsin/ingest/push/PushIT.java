package io.tocsin.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.events.MetricsReceived;
import io.tocsin.events.Series;
import io.tocsin.events.SeriesGroup;
import io.tocsin.ingest.IngestIT;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PushIT extends IngestIT {
    private final String account = Ids.next("acc");
    private final String collector = Ids.next("col");
    private final String token = TestTokens.client(account, "metrics:write");

    @BeforeEach
    void registered() {
        publish(Topics.ACCOUNTS, account, account(account, "team"));
        publish(Topics.COLLECTORS, collector, collector(account, collector));
    }

    @Test
    void acknowledgesWhatStandsOnTheTopic() throws Exception {
        long now = Instant.now().toEpochMilli();

        HttpResponse<String> answer = push(gzip("""
            {"collector_id":"%s","batch_id":"b-1","timestamp":%d,"metrics":[
              {"name":"load","value":0.5},
              {"name":"cpu","labels":{"core":"0"},"value":12.25}],
             "server":{"hostname":"db-7","os":"Debian 13","cores":4}}\
            """.formatted(collector, now)), "gzip");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("""
            {"status":"success","collector_id":"%s","metrics_count":2,"batch_id":"b-1","config_version":3,\
            "next_check_in_seconds":15}\
            """.formatted(collector));
        MetricsReceived event = TopicReader.until(Topics.METRICS, MetricsReceived.class, collector, 1)
                .getFirst();
        assertThat(event.getAccountId()).isEqualTo(account);
        assertThat(event.getBatchId()).isEqualTo("b-1");
        assertThat(event.getProtocol()).isEqualTo("push");
        assertThat(event.getRetentionDays()).isEqualTo(400);
        assertThat(event.getInstance()).isEqualTo("db-7");
        assertThat(event.getServer().getCores()).isEqualTo(4);
        SeriesGroup group = event.getGroups().getFirst();
        assertThat(group.getSeries())
                .extracting(Series::getName, Series::getLabels)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("cpu", Map.of("core", "0")),
                        org.assertj.core.groups.Tuple.tuple("load", Map.of()));
        assertThat(group.getRows()).singleElement().satisfies(row -> {
            assertThat(row.getTime()).isEqualTo(Instant.ofEpochMilli(now));
            assertThat(row.getValues()).containsExactly(12.25, 0.5);
        });
    }

    @Test
    void takesTheGoodAndNamesTheRest() throws Exception {
        HttpResponse<String> answer = push("""
            {"collector_id":"%s","metrics":[{"name":"ok","value":1},{"name":"not ok","value":1},
             {"name":"big","value":1e999},{"name":"old","value":1,"timestamp":"2020-01-01T00:00:00Z"}]}\
            """.formatted(collector));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.path("status").asString()).isEqualTo("partial");
        assertThat(body.path("metrics_count").asInt()).isEqualTo(1);
        assertThat(body.path("rejected_count").asInt()).isEqualTo(3);
        assertThat(body.path("rejected")
                        .valueStream()
                        .map(item -> item.path("index").asInt()))
                .containsExactly(1, 2, 3);
        assertThat(body.path("batch_id").asString()).startsWith("bat_");
    }

    @Test
    void refusesABatchThatHoldsNothingGood() throws Exception {
        HttpResponse<String> answer =
                push("{\"collector_id\":\"%s\",\"metrics\":[{\"name\":\"\",\"value\":1}]}".formatted(collector));

        assertThat(code(answer)).isEqualTo("400 METRICS_001");
        assertThat(JSON.readTree(answer.body()).at("/error/details/0/field").asString())
                .isEqualTo("metrics[0]");
    }

    @Test
    void answersInTheCanonicalBodyWhateverIsWrong() throws Exception {
        String good = "{\"collector_id\":\"%s\",\"metrics\":[{\"name\":\"a\",\"value\":1}]}".formatted(collector);

        assertThat(code(push("{\"collector_id\""))).isEqualTo("400 VALIDATION_002");
        assertThat(code(push("{\"collector_id\":\"%s\",\"metrics\":[{\"name\":\"a\",\"value\":\"1\"}]}"
                        .formatted(collector))))
                .isEqualTo("400 VALIDATION_001");
        assertThat(code(push(good.getBytes(), "gzip"))).isEqualTo("400 VALIDATION_005");
        assertThat(code(push(gzip(good), "br"))).isEqualTo("415 VALIDATION_004");
        assertThat(code(push(gzip(good), "gzip, gzip"))).isEqualTo("415 VALIDATION_004");
        assertThat(code(push(new byte[11 << 20], null))).isEqualTo("413 VALIDATION_003");
        assertThat(code(push(gzip((good + " ".repeat(11 << 20))), "gzip"))).isEqualTo("413 VALIDATION_003");
        assertThat(code(send(pushTo(base(), token)
                        .setHeader("Content-Type", "text/plain")
                        .POST(BodyPublishers.ofString(good))
                        .build())))
                .isEqualTo("415 VALIDATION_004");
    }

    @Test
    void wantsATimeWhereABatchCanBeRepeated() throws Exception {
        String body = "{\"collector_id\":\"%s\",\"batch_id\":\"b\",\"metrics\":[{\"name\":\"a\",\"value\":1%s}]}";

        assertThat(code(push(body.formatted(collector, "")))).isEqualTo("400 VALIDATION_001");
        assertThat(push(body.formatted(
                                collector, ",\"timestamp\":" + Instant.now().toEpochMilli()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void publishesItsSchema() throws Exception {
        HttpResponse<String> answer = get(base() + "/api/v1/schemas/push.json");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/schema+json"));
        assertThat(JSON.readTree(answer.body()).at("/$defs/sample/required/0").asString())
                .isEqualTo("name");
    }

    @Test
    void knowsOnlyTheCollectorsOfTheAccount() throws Exception {
        String foreign = Ids.next("col");
        publish(Topics.COLLECTORS, foreign, collector(Ids.next("acc"), foreign));

        for (String id : List.of(foreign, Ids.next("col"), "nonsense")) {
            assertThat(code(push("{\"collector_id\":\"%s\",\"metrics\":[{\"name\":\"a\",\"value\":1}]}".formatted(id))))
                    .isEqualTo("404 COLLECTOR_001");
        }
    }

    @Test
    void asksForATokenWithTheScope() throws Exception {
        HttpRequest.BodyPublisher body = BodyPublishers.ofString("{}");

        assertThat(code(send(pushTo(base(), null).POST(body).build()))).isEqualTo("401 AUTH_001");
        assertThat(code(send(pushTo(base(), "nonsense").POST(body).build()))).isEqualTo("401 AUTH_003");
        assertThat(code(send(pushTo(base(), TestTokens.client(account, "monitors:read"))
                        .POST(body)
                        .build())))
                .isEqualTo("403 AUTH_004");
        assertThat(code(send(pushTo(base(), TestTokens.user(account, "owner"))
                        .POST(body)
                        .build())))
                .isEqualTo("403 AUTH_006");
    }

    private HttpResponse<String> push(String body) throws Exception {
        return push(body.getBytes(), null);
    }

    private HttpResponse<String> push(byte[] body, String encoding) throws Exception {
        HttpRequest.Builder request = pushTo(base(), token).POST(BodyPublishers.ofByteArray(body));
        return send((encoding == null ? request : request.header("Content-Encoding", encoding)).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return settled(request);
    }

    private String base() {
        return "http://127.0.0.1:" + port;
    }
}
