package io.tocsin.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.ingest.IngestIT;
import io.tocsin.ingest.protobuf.Proto;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

/** What is sent to do harm ends as the sender's mistake, and the next honest sender notices nothing. */
class BombsIT extends IngestIT {
    private final String account = Ids.next("acc");
    private final String collector = Ids.next("col");
    private final String token = TestTokens.client(account, "metrics:write");

    @Test
    void endsEveryBombAsTheSendersMistake() throws Exception {
        publish(Topics.ACCOUNTS, account, account(account, "team"));
        publish(Topics.COLLECTORS, collector, collector(account, collector));

        for (String path : new String[] {"/api/v1/metrics/push", "/v1/metrics", "/api/v1/collectd"}) {
            for (Map.Entry<String, byte[]> bomb : packed().entrySet()) {
                assertMistake(path, "application/json", "gzip", bomb);
            }
            for (Map.Entry<String, byte[]> bomb :
                    plain(path.equals("/v1/metrics")).entrySet()) {
                assertMistake(path, "application/json", "identity", bomb);
            }
            assertThat(honest()).isEqualTo(200);
        }
        for (Map.Entry<String, byte[]> bomb : packed().entrySet()) {
            assertMistake("/v1/metrics", "application/x-protobuf", "gzip", bomb);
        }
        for (Map.Entry<String, byte[]> bomb : expanding().entrySet()) {
            assertMistake("/v1/metrics", "application/x-protobuf", "gzip", bomb);
        }
        for (Map.Entry<String, byte[]> bomb : snappy().entrySet()) {
            assertMistake("/api/v1/write", "application/x-protobuf", "snappy", bomb);
        }
        assertThat(honest()).isEqualTo(200);
    }

    private static Map<String, byte[]> packed() {
        Map<String, byte[]> bombs = new LinkedHashMap<>();
        byte[] once = gzip(" ".repeat(100 << 20));
        bombs.put("a thousand to one", once);
        bombs.put("gzip in gzip", gzip(once));
        bombs.put("many members", concatenated(gzip(" ".repeat(1 << 20)), 30));
        bombs.put("no gzip", "{}".getBytes(StandardCharsets.UTF_8));
        bombs.put("cut", Arrays.copyOf(once, once.length / 2));
        return bombs;
    }

    /** Few bytes that stand for many objects. */
    private static Map<String, byte[]> expanding() {
        Proto histogram =
                new Proto().text(1, "m").message(9, new Proto().message(1, new Proto().bytes(6, new byte[4096])));
        Proto scope = new Proto();
        IntStream.range(0, 1000).forEach(_ -> scope.message(2, histogram));
        Proto hosts = new Proto();
        IntStream.range(0, 200_000)
                .mapToObj(i -> new Proto().text(1, "host.name").message(2, new Proto().text(1, "h" + i)))
                .forEach(name -> hosts.message(1, new Proto().message(1, new Proto().message(1, name))));
        Map<String, byte[]> bombs = new LinkedHashMap<>();
        bombs.put(
                "half a million buckets",
                gzip(new Proto().message(1, new Proto().message(2, scope)).toByteArray()));
        bombs.put("200 000 servers", gzip(hosts.toByteArray()));
        return bombs;
    }

    private static Map<String, byte[]> plain(boolean otlp) {
        String scope = otlp ? "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"scope\":{" : "{\"metrics\":[{";
        Map<String, String> bombs = new LinkedHashMap<>();
        bombs.put("arrays 100 000 deep", "[".repeat(100_000));
        bombs.put("objects 100 000 deep", "{\"a\":".repeat(100_000));
        bombs.put("keys twice", "{\"metrics\":[],\"metrics\":[],\"resourceMetrics\":[],\"resourceMetrics\":[]}");
        bombs.put("NaN", "[{\"metrics\":[{\"name\":\"a\",\"value\":NaN}]}]");
        bombs.put("a long text", scope + "\"name\":\"" + "a".repeat(5 << 20) + "\",\"value\":1}]}");
        bombs.put("a long number", scope + "\"value\":" + "9".repeat(1 << 20) + "}]}");
        bombs.put("a million labels", millionLabels());
        bombs.put("eleven megabytes", " ".repeat(11 << 20));
        return bombs.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        bomb -> bomb.getValue().getBytes(StandardCharsets.UTF_8),
                        (a, _) -> a,
                        LinkedHashMap::new));
    }

    private static Map<String, byte[]> snappy() throws Exception {
        Map<String, byte[]> bombs = new LinkedHashMap<>();
        bombs.put("four gigabytes claimed", new byte[] {-1, -1, -1, -1, 15, 0});
        bombs.put("nine megabytes claimed, nothing there", new byte[] {-128, -128, -92, 4});
        bombs.put("a hundred megabytes of nothing", Snappy.compress(new byte[100 << 20]));
        Proto labels = new Proto();
        IntStream.range(0, 1_000_000).forEach(_ -> labels.bytes(1, new byte[] {10, 1, 'a', 18, 1, 'b'}));
        labels.bytes(2, new byte[] {16, 1});
        bombs.put(
                "a million labels",
                Snappy.compress(new Proto().message(1, labels).toByteArray()));
        Proto samples = new Proto().message(1, new Proto().text(1, "__name__").text(2, "a"));
        IntStream.range(0, 800_000).forEach(_ -> samples.bytes(2, new byte[] {16, 1}));
        bombs.put(
                "a million samples",
                Snappy.compress(new Proto().message(1, samples).toByteArray()));
        return bombs;
    }

    private static String millionLabels() {
        return IntStream.range(0, 1_000_000)
                .mapToObj(i -> "\"l%d\":\"\"".formatted(i))
                .collect(Collectors.joining(",", "{\"metrics\":[{\"name\":\"a\",\"value\":1,\"labels\":{", "}}]}"));
    }

    private static byte[] concatenated(byte[] member, int times) {
        byte[] all = new byte[member.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(member, 0, all, i * member.length, member.length);
        }
        return all;
    }

    private void assertMistake(String path, String type, String encoding, Map.Entry<String, byte[]> bomb)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", type)
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(bomb.getValue()))
                .build();
        HttpResponse<String> answer = settled(request);
        assertThat(answer.statusCode())
                .as("%s at %s as %s: %s", bomb.getKey(), path, type, answer.body())
                .isIn(400, 413, 415);
        assertThat(answer.body()).doesNotContain("Exception", "tools.jackson", "io.tocsin");
    }

    private int honest() throws Exception {
        return settled(pushTo("http://127.0.0.1:" + port, token)
                        .POST(BodyPublishers.ofString(
                                "{\"collector_id\":\"%s\",\"metrics\":[{\"name\":\"a\",\"value\":1}]}"
                                        .formatted(collector)))
                        .build())
                .statusCode();
    }
}
