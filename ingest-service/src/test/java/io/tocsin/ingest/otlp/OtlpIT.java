package io.tocsin.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.events.MetricsReceived;
import io.tocsin.ingest.IngestIT;
import io.tocsin.ingest.protobuf.Message;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Claims;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtlpIT extends IngestIT {
    private final String account = Ids.next("acc");
    private final String client = Ids.next("cli");
    private final String token = TestTokens.signed(claims -> claims.audience(Claims.CLIENT_AUDIENCE)
            .subject(client)
            .claim(Claims.ACCOUNT, account)
            .claim(Claims.TIER, "team")
            .claim(Claims.SCOPE, "metrics:write"));
    private final long now = Instant.now().toEpochMilli();

    @BeforeEach
    void known() {
        publish(Topics.ACCOUNTS, account, account(account, "team"));
    }

    @Test
    void takesJson() throws Exception {
        HttpResponse<byte[]> answer =
                send("application/json", request("queue", now).getBytes());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new String(answer.body())).isEqualTo("{}");
        assertThat(TopicReader.until(Topics.METRICS, MetricsReceived.class, client, 1))
                .hasSizeBetween(1, 1 + unsettled)
                .allSatisfy(event -> {
                    assertThat(event.getProtocol()).isEqualTo("otlp");
                    assertThat(event.getInstance()).isEqualTo("web-1");
                    assertThat(event.getGroups().getFirst().getRows().getFirst().getTime())
                            .isEqualTo(Instant.ofEpochMilli(now));
                });
    }

    @Test
    void takesProtobufAndTellsWhatItDidNotTake() throws Exception {
        byte[] body = JsonRequest.asProtobuf(
                new ByteArrayInputStream(request("queue", 1000).getBytes()));

        HttpResponse<byte[]> answer = send("application/x-protobuf", gzip(body), "Content-Encoding", "gzip");

        assertThat(answer.statusCode()).isEqualTo(200);
        Message response = new Message().over(answer.body());
        assertThat(response.next()).isEqualTo(1);
        Message partial = new Message().in(response);
        assertThat(partial.next()).isEqualTo(1);
        assertThat(partial.varint()).isEqualTo(1);
        assertThat(partial.next()).isEqualTo(2);
        assertThat(partial.text()).startsWith("1 of 1 samples were not taken: timestamp is older");
    }

    @Test
    void answersErrorsInTheFormatOfTheRequest() throws Exception {
        HttpResponse<byte[]> protobuf = send("application/x-protobuf", "nonsense".getBytes());
        assertThat(protobuf.statusCode()).isEqualTo(400);
        Message status = new Message().over(protobuf.body());
        assertThat(status.next()).isEqualTo(1);
        assertThat(status.varint()).isEqualTo(3);

        HttpResponse<byte[]> json = send("application/json", "[]".getBytes());
        assertThat(json.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(json.body()).path("code").asInt()).isEqualTo(3);
    }

    private static String request(String name, long millis) {
        return """
            {"resourceMetrics":[{"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"web-1"}}]},
              "scopeMetrics":[{"metrics":[{"name":"%s","gauge":{"dataPoints":[
                {"timeUnixNano":"%d","asDouble":2.5}]}}]}]}]}\
            """.formatted(name, millis * 1_000_000);
    }

    private HttpResponse<byte[]> send(String type, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/v1/metrics".formatted(port)))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body));
        return settled(
                HTTP,
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
