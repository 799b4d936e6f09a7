package io.tocsin.ingest.remotewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.events.MetricsReceived;
import io.tocsin.events.Series;
import io.tocsin.ingest.IngestIT;
import io.tocsin.ingest.protobuf.Proto;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Claims;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

class RemoteWriteIT extends IngestIT {
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
    void storesEachServersSamplesAsTheyWereSent() throws Exception {
        double stale = Double.longBitsToDouble(0x7ff0000000000002L);
        Proto body = new Proto()
                .message(
                        1, series("up", "instance", "web-1:9100", "job", "node").message(2, sample(1, now)))
                .message(
                        1, series("up", "instance", "web-2:9100", "job", "node").message(2, sample(stale, now)))
                .message(
                        1,
                        series("free", "job", "node").message(2, sample(5, now)).message(2, sample(6, now + 1)))
                .message(3, new Proto().varint(1, 1).text(2, "up"));

        HttpResponse<String> answer = write(Snappy.compress(body.toByteArray()));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        Map<String, MetricsReceived> events = events(3);
        MetricsReceived first = events.get("web-1:9100");
        assertThat(first.getProtocol()).isEqualTo("remote_write");
        assertThat(first.getAccountId()).isEqualTo(account);
        assertThat(first.getRetentionDays()).isEqualTo(400);
        assertThat(first.getGroups().getFirst().getSeries())
                .containsExactly(new Series("up", Map.of("instance", "web-1:9100", "job", "node")));
        double second = events.get("web-2:9100")
                .getGroups()
                .getFirst()
                .getRows()
                .getFirst()
                .getValues()
                .getFirst();
        assertThat(Double.doubleToRawLongBits(second)).isEqualTo(0x7ff0000000000002L);
        assertThat(events.get(client).getGroups().getFirst().getRows())
                .extracting(row -> row.getValues().getFirst())
                .containsExactly(5.0, 6.0);
    }

    @Test
    void takesRequestsThatHoldMetadataOnly() throws Exception {
        Proto body =
                new Proto().message(3, new Proto().varint(1, 1).text(2, "up").text(4, "Whether it is up"));

        assertThat(write(Snappy.compress(body.toByteArray())).statusCode()).isEqualTo(204);
    }

    @Test
    void storesWhatIsGoodAndSaysWhatIsNot() throws Exception {
        Proto body = new Proto()
                .message(1, series("good").message(2, sample(1, now)))
                .message(1, series("old").message(2, sample(1, 1000)))
                .message(1, new Proto().message(2, sample(1, now)))
                .message(1, series("histogram").message(4, new Proto().varint(1, 1)));

        HttpResponse<String> answer = write(Snappy.compress(body.toByteArray()));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("3 of 4 samples were not taken: a name is 1 to 200 printable characters\n");
        assertThat(events(1)).containsOnlyKeys(client);
    }

    @Test
    void asksToRepeatWhatThePlanDoesNotAllowYet() throws Exception {
        publish(Topics.ACCOUNTS, account, account(account, "free"));
        Proto series = series("up");
        IntStream.range(0, 40_000).forEach(i -> series.message(2, sample(1, now - i)));
        byte[] minutesWorth = Snappy.compress(new Proto().message(1, series).toByteArray());

        HttpResponse<String> answer = HTTP.send(packed(minutesWorth), HttpResponse.BodyHandlers.ofString());
        // what a slow broker makes of a request costs none of the plan
        for (int i = 0; i < 100 && !answer.body().startsWith("METRICS_004: "); i++) {
            answer = HTTP.send(packed(minutesWorth), HttpResponse.BodyHandlers.ofString());
        }

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).startsWith("METRICS_004: ");
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
    }

    @Test
    void refusesForGoodOnlyWhatCanNeverBeTaken() throws Exception {
        byte[] good = Snappy.compress(new Proto()
                .message(1, series("up").message(2, sample(1, now)))
                .toByteArray());

        assertThat(write(new byte[] {-1, -1, -1, -1, 15, 0}).statusCode()).isEqualTo(413);
        assertThat(write("nonsense".getBytes()).statusCode()).isEqualTo(400);
        assertThat(write(Snappy.compress("nonsense")).body()).startsWith("METRICS_005: ");
        assertThat(write(new byte[(1 << 20) + 1]).statusCode()).isEqualTo(413);
        assertThat(send(request().header("Content-Encoding", "gzip").POST(BodyPublishers.ofByteArray(good)))
                        .statusCode())
                .isEqualTo(415);
        assertThat(send(request()
                                .setHeader(
                                        "Content-Type", "application/x-protobuf;proto=io.prometheus.write.v2.Request")
                                .header("Content-Encoding", "snappy")
                                .POST(BodyPublishers.ofByteArray(good)))
                        .statusCode())
                .isEqualTo(415);
    }

    private Map<String, MetricsReceived> events(int count) {
        return TopicReader.until(Topics.METRICS, MetricsReceived.class, client, count).stream()
                .collect(Collectors.toMap(MetricsReceived::getInstance, Function.identity(), (first, _) -> first));
    }

    private static Proto series(String name, String... labels) {
        Proto series = new Proto().message(1, new Proto().text(1, "__name__").text(2, name));
        for (int i = 0; i < labels.length; i += 2) {
            series.message(1, new Proto().text(1, labels[i]).text(2, labels[i + 1]));
        }
        return series;
    }

    private static Proto sample(double value, long time) {
        return new Proto().fixed64(1, Double.doubleToRawLongBits(value)).varint(2, time);
    }

    private HttpResponse<String> write(byte[] body) throws Exception {
        return settled(packed(body));
    }

    private HttpRequest packed(byte[] body) {
        return request()
                .header("Content-Encoding", "snappy")
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/write".formatted(port)))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-protobuf");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return settled(request.build());
    }
}
