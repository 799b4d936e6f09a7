package io.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.events.MetricsReceived;
import io.tocsin.events.Row;
import io.tocsin.events.Series;
import io.tocsin.events.SeriesGroup;
import io.tocsin.events.ServerFacts;
import io.tocsin.events.StatusDecided;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class MetricsIT {
    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private JdbcClient jdbc;

    private Product product;
    private String token;

    @BeforeEach
    void start() {
        product = Product.with(port, managementPort);
        token = TestTokens.client(product.account, "monitors:read");
    }

    @Test
    void answersWhatWasPushedOnceHoweverOftenItArrives() {
        product.plan(30);
        String collector = product.collector();
        Instant at = Product.now().minusSeconds(90).truncatedTo(ChronoUnit.MINUTES);

        product.pushed(collector, at, 0.5);
        product.pushed(collector, at, 0.5);
        product.pushed(collector, at.plusSeconds(10), 1.5);

        JsonNode server =
                product.await("/api/v1/servers", token, 1).path("data").get(0);
        assertThat(server.path("hostname").asString()).isEqualTo("host-1.example");
        assertThat(server.path("collector_id").asString()).isEqualTo(collector);
        assertThat(server.path("no").asInt()).isEqualTo(1);
        String metrics = "/api/v1/servers/" + server.path("id").asString() + "/metrics";
        product.await(metrics + "?name=load_1m&from=" + at.plusSeconds(10), token, 1);

        JsonNode raw = product.read(metrics + "?name=load_1m", token);
        assertThat(raw.path("data").get(0).path("points").toString())
                .isEqualTo("[[\"%s\",0.5],[\"%s\",1.5]]".formatted(Product.text(at), Product.text(at.plusSeconds(10))));
        JsonNode buckets = product.read("/api/v1/servers/1/metrics?name=load_1m&step=1m&agg=avg", token);
        assertThat(buckets.path("data").get(0).path("points").toString())
                .isEqualTo("[[\"%s\",1.0]]".formatted(Product.text(at)));
        JsonNode latest = product.read(metrics + "?agg=last", token);
        assertThat(latest.path("data").size()).isEqualTo(2);
        assertThat(latest.path("data").get(1).path("points").toString())
                .isEqualTo("[[\"%s\",1.5]]".formatted(Product.text(at.plusSeconds(10))));
        assertThat(product.read(metrics + "?label.disk=sda", token)
                        .path("data")
                        .get(0)
                        .path("labels")
                        .path("fs")
                        .asString())
                .isEqualTo("ext4");
        assertThat(TopicReader.until(Topics.STATUS, StatusDecided.class, collector, 1)
                        .getFirst()
                        .getStatus())
                .isEqualTo("online");
    }

    @Test
    void tellsLatestValuesAndSeriesOfAServer() {
        String collector = product.collector();
        Instant at = Product.now().minusSeconds(7200);
        product.pushed(collector, at, 0.5);
        product.pushed(collector, at.plusSeconds(10), 1.5);
        product.await("/api/v1/servers/1/metrics?name=load_1m&from=" + at.plusSeconds(10), token, 1);

        JsonNode latest = product.read("/api/v1/servers/1/latest", token);
        JsonNode series = product.read("/api/v1/servers/1/series?limit=1", token);
        JsonNode rest = product.read(
                "/api/v1/servers/1/series?cursor=" + series.path("next_cursor").asString(), token);

        assertThat(latest.path("data").size()).isEqualTo(2);
        assertThat(latest.path("data").get(1).path("name").asString()).isEqualTo("load_1m");
        assertThat(latest.path("data").get(1).path("value").asDouble()).isEqualTo(1.5);
        assertThat(latest.path("data").get(1).path("time").asString()).isEqualTo(Product.text(at.plusSeconds(10)));
        assertThat(series.path("data").get(0).path("name").asString()).isEqualTo("disk_used_bytes");
        assertThat(series.path("data").get(0).path("labels").path("disk").asString())
                .isEqualTo("sda");
        assertThat(rest.path("data").get(0).path("name").asString()).isEqualTo("load_1m");
        assertThat(rest.path("next_cursor").isNull()).isTrue();
        assertThat(product.read("/api/v1/servers/1/latest?name=load_1m", token)
                        .path("data")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void countsOnlyNumbersWhereASeriesHasEnded() {
        String collector = product.collector();
        Instant at = Product.now().minusSeconds(90).truncatedTo(ChronoUnit.MINUTES);
        product.pushed(collector, at, 1);
        product.pushed(collector, at.plusSeconds(10), 3);
        product.pushed(collector, at.plusSeconds(20), Double.NaN);
        String load = "/api/v1/servers/1/metrics?name=load_1m";
        product.await(load + "&from=" + at.plusSeconds(20), token, 1);

        assertThat(points(load)).endsWith(",null]]").contains(",3.0],");
        for (var bucket : Map.of("avg", "2.0", "sum", "4.0", "max", "3.0", "last", "3.0", "count", "2.0")
                .entrySet()) {
            assertThat(points(load + "&step=1m&agg=" + bucket.getKey())).endsWith("," + bucket.getValue() + "]]");
        }
        assertThat(product.read("/api/v1/servers/1/latest?name=load_1m", token).path("data"))
                .isEmpty();
        assertThat(product.read("/api/v1/servers/1/latest", token).path("data")).hasSize(1);
    }

    private String points(String question) {
        return product.read(question, token).path("data").get(0).path("points").toString();
    }

    @Test
    void refusesToReadMoreThanOneAnswerMayBeMadeOf() {
        String collector = product.collector();
        Instant at = Product.now();
        List<Series> series = IntStream.range(0, 64)
                .mapToObj(i -> new Series("wide_" + i, Map.of()))
                .toList();
        Product.publish(
                Topics.METRICS,
                collector,
                MetricsReceived.newBuilder(product.samples(collector, Map.of(at, 1.0)))
                        .setGroups(List.of(new SeriesGroup(series, List.of(new Row(at, Collections.nCopies(64, 1.0))))))
                        .build());
        String server = "/api/v1/servers/1/metrics?from=" + at;
        product.await(server, token, 64);
        Tenancy.everyAccount(() -> jdbc.sql("""
            INSERT INTO metric_pack_30 (source_id, time, set_id, vals)
            SELECT p.source_id, p.time + i * interval '30 ms', p.set_id, p.vals
            FROM metric_pack_30 p JOIN source s ON s.id = p.source_id, generate_series(1, 16000) AS i
            WHERE s.source_ref = ?
            """).param(collector).update());

        for (String question : List.of("", "&step=1m", "&agg=sum")) {
            HttpResponse<String> answer = product.ask(server + question, token);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("fewer series");
        }
        assertThat(points(server + "&name=wide_7&agg=count")).endsWith(",16001.0]]");
    }

    @Test
    void keepsWhatAServerLastSaidOfItselfWhenOlderEventsComeLater() {
        String collector = product.collector();
        Instant at = Product.now();
        MetricsReceived latest = product.samples(collector, Map.of(at, 1.0));
        Product.publish(Topics.METRICS, collector, latest);
        product.await("/api/v1/servers/1/metrics?name=load_1m", token, 1);

        Product.publish(
                Topics.METRICS,
                collector,
                MetricsReceived.newBuilder(product.samples(collector, Map.of(at.minusSeconds(60), 2.0)))
                        .setReceivedAt(latest.getReceivedAt().minusSeconds(60))
                        .setServer(new ServerFacts("formerly.example", "Linux", 8))
                        .build());
        product.await("/api/v1/servers/1/metrics?name=load_1m&to=" + at.minusSeconds(30), token, 1);

        assertThat(product.read("/api/v1/servers/1", token).path("hostname").asString())
                .isEqualTo("host-1.example");
    }

    @Test
    void hidesWhatIsForeign() {
        String collector = product.collector();
        product.pushed(collector, Product.now(), 1);
        String id = product.await("/api/v1/servers", token, 1)
                .path("data")
                .get(0)
                .path("id")
                .asString();
        String stranger = TestTokens.user(Ids.next("acc"), "owner");

        assertThat(product.ask("/api/v1/servers/" + id, stranger).statusCode()).isEqualTo(404);
        assertThat(product.ask("/api/v1/servers/1", stranger).statusCode()).isEqualTo(404);
        assertThat(product.ask("/api/v1/servers/" + id + "/metrics", stranger).statusCode())
                .isEqualTo(404);
        assertThat(product.read("/api/v1/servers", stranger).path("data").size())
                .isZero();
    }

    @Test
    void numbersServersWithinTheirAccount() {
        String first = Ids.next("cli");
        Product.publish(Topics.METRICS, first, product.samples(first, Map.of(Product.now(), 1.0)));

        JsonNode answer = product.await("/internal/v1/servers", TestTokens.user(product.account, "viewer"), 1);

        assertThat(answer.path("data").get(0).path("no").asInt()).isEqualTo(1);
        assertThat(answer.path("data").get(0).path("collector_id").isNull()).isTrue();
    }
}
