package io.tocsin.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.ingest.collectors.Account;
import io.tocsin.ingest.metrics.Delivery;
import io.tocsin.ingest.metrics.Origin;
import io.tocsin.ingest.metrics.Parcel;
import io.tocsin.ingest.metrics.Refusals;
import io.tocsin.ingest.metrics.Samples;
import io.tocsin.ingest.protobuf.Proto;
import io.tocsin.platform.errors.ApiException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportRequestTest {
    private static final Origin ORIGIN = new Origin("acc", new Account(30, 10, true), "cli_1", "cli_1");

    @Test
    void namesServersByHostAndSeriesByWhatIdentifiesTheirResource() throws IOException {
        Parcel parcel = read(metrics("""
            {"name":"jobs.done","sum":{"isMonotonic":true,"aggregationTemporality":2,"dataPoints":[
              {"timeUnixNano":"1700000000123456789","asInt":"7","attributes":[
                {"key":"queue","value":{"stringValue":"mail"}},{"key":"retry","value":{"boolValue":false}},
                {"key":"shard","value":{"intValue":"3"}},
                {"key":"tags","value":{"arrayValue":{"values":[{"stringValue":"a"},{"doubleValue":0.5}]}}}]}]}},
            {"name":"load","unit":"1","gauge":{"dataPoints":[{"timeUnixNano":1700000000000000000,"asDouble":-0.25}]}}\
            """)).parcels().getFirst();

        assertThat(parcel.instance()).isEqualTo("web-1");
        assertThat(lines(parcel.samples()))
                .containsExactly(
                        "jobs.done[otel.scope.name, tests, queue, mail, retry, false, service.name, shop, shard, 3,"
                                + " tags, [\"a\",\"0.5\"]] 1700000000123 7.0",
                        "load[otel.scope.name, tests, service.name, shop] 1700000000000 -0.25");
    }

    @Test
    void marksWhatIsDelta() throws IOException {
        Parcel parcel = read(metrics("""
            {"name":"hits","sum":{"aggregationTemporality":1,"dataPoints":[{"timeUnixNano":"1000000","asInt":2}]}}\
            """)).parcels().getFirst();

        assertThat(lines(parcel.samples()).getFirst()).contains("otel.temporality, delta");
    }

    @Test
    void addsUpTheBucketsOfAHistogram() throws IOException {
        Parcel parcel = read(metrics("""
            {"name":"d","histogram":{"aggregationTemporality":2,"dataPoints":[{"timeUnixNano":"1000000","count":"6",
              "sum":12.5,"min":0.5,"max":9,"bucketCounts":["1","2","3"],"explicitBounds":[1,2.5]}]}}\
            """)).parcels().getFirst();

        assertThat(values(parcel.samples()))
                .containsExactly(
                        "d_count 6.0",
                        "d_sum 12.5",
                        "d_min 0.5",
                        "d_max 9.0",
                        "d_bucket{1} 1.0",
                        "d_bucket{2.5} 3.0",
                        "d_bucket{+Inf} 6.0");
    }

    @Test
    void spreadsAnExponentialHistogram() throws IOException {
        Parcel parcel = read(metrics("""
            {"name":"e","exponentialHistogram":{"aggregationTemporality":2,"dataPoints":[{"timeUnixNano":"1000000",
              "count":"10","scale":0,"zeroCount":"1","positive":{"offset":0,"bucketCounts":["2","0","3"]},
              "negative":{"offset":1,"bucketCounts":["4"]}}]}}\
            """)).parcels().getFirst();

        assertThat(values(parcel.samples()))
                .containsExactly(
                        "e_count 10.0",
                        "e_bucket{-2} 4.0",
                        "e_bucket{0} 5.0",
                        "e_bucket{2} 7.0",
                        "e_bucket{8} 10.0",
                        "e_bucket{+Inf} 10.0");
    }

    @Test
    void keepsTheQuantilesOfASummary() throws IOException {
        Parcel parcel = read(metrics("""
            {"name":"s","summary":{"dataPoints":[{"timeUnixNano":"1000000","count":"2","sum":3,
              "quantileValues":[{"quantile":0.5,"value":1},{"quantile":1,"value":"NaN"}]}]}}\
            """)).parcels().getFirst();

        assertThat(values(parcel.samples())).containsExactly("s_count 2.0", "s_sum 3.0", "s{0.5} 1.0", "s{1} NaN");
    }

    @Test
    void endsASeriesWhereNothingWasRecorded() throws IOException {
        Samples samples = read(metrics("""
            {"name":"g","gauge":{"dataPoints":[{"timeUnixNano":"1000000","flags":1}]}}\
            """)).parcels().getFirst().samples();

        assertThat(Double.doubleToRawLongBits(samples.value(0))).isEqualTo(0x7ff0000000000002L);
    }

    @Test
    void refusesPointsThatHaveNoName() throws IOException {
        Delivery delivery = read(metrics("{\"gauge\":{\"dataPoints\":[{\"asInt\":1},{\"asInt\":2}]}}"));

        assertThat(delivery.items()).isEqualTo(2);
        assertThat(delivery.refusals().count()).isEqualTo(2);
    }

    @Test
    void refusesPointsOfMoreBucketsThanAnybodyNeeds() throws IOException {
        byte[] zeros = new byte[8 * 1_000_000];
        Proto explicit = new Proto().bytes(6, zeros);
        Proto exponential = new Proto().message(8, new Proto().bytes(2, zeros));
        Proto summary = new Proto();
        IntStream.range(0, 257).forEach(_ -> summary.message(6, new Proto()));

        Delivery delivery = protobuf(
                metric(9, explicit), metric(10, exponential), metric(11, summary), metric(5, new Proto().real(4, 1)));

        assertThat(delivery.items()).isEqualTo(4);
        assertThat(delivery.refusals().named())
                .extracting(Refusals.Refusal::reason)
                .containsExactly(
                        "a histogram has 512 buckets at most",
                        "a histogram has 512 buckets at most",
                        "a summary has 256 quantiles at most");
    }

    @Test
    void countsTheSamplesOfAllServersTogether() {
        Proto histogram = new Proto().bytes(6, new byte[8 * 512]);
        Proto[] metrics = Collections.nCopies(101, metric(9, histogram)).toArray(Proto[]::new);

        assertThatThrownBy(() -> ExportRequest.read(
                        new Proto()
                                .message(1, resource("web-1", metrics))
                                .message(1, resource("web-2", metrics))
                                .toByteArray(),
                        ORIGIN,
                        _ -> {}))
                .hasMessageContaining("100000 samples at most");
    }

    @Test
    void asksForRoomForWhatItExpands() {
        AtomicInteger room = new AtomicInteger();
        byte[] ones = new byte[512];
        Arrays.fill(ones, (byte) 1);
        Proto buckets = new Proto().varint(6, 10).message(8, new Proto().bytes(2, ones));

        ExportRequest.read(
                new Proto().message(1, resource("web-1", metric(10, buckets))).toByteArray(), ORIGIN, room::addAndGet);

        assertThat(room.get()).isGreaterThan(512 * 150);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"resourceMetrics\":[1]}",
                "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":1}]}]}]}",
                "{\"resourceMetrics\":[{\"resource\":{\"attributes\":[{\"value\":{\"bytesValue\":\"?\"}}]}}]}",
                "{\"resourceMetrics\":[],\"resourceMetrics\":[]}",
                "{} {}",
                "{\"resourceMetrics\""
            })
    void refusesWhatIsNoSuchMessage(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(ApiException.class);
    }

    @Test
    void passesOverWhatItDoesNotKnow() throws IOException {
        assertThat(read("{\"resource_metrics\":[{}],\"other\":{\"deep\":[1,{\"a\":null}]}}")
                        .items())
                .isZero();
    }

    private static Delivery read(String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return ExportRequest.read(JsonRequest.asProtobuf(new ByteArrayInputStream(body)), ORIGIN, _ -> {});
    }

    private static Delivery protobuf(Proto... metrics) {
        return ExportRequest.read(
                new Proto().message(1, resource("web-1", metrics)).toByteArray(), ORIGIN, _ -> {});
    }

    private static Proto resource(String host, Proto... metrics) {
        Proto scope = new Proto();
        for (Proto metric : metrics) {
            scope.message(2, metric);
        }
        Proto name = new Proto().text(1, "host.name").message(2, new Proto().text(1, host));
        return new Proto().message(1, new Proto().message(1, name)).message(2, scope);
    }

    /** @param kind the field of the metric's data */
    private static Proto metric(int kind, Proto point) {
        return new Proto().text(1, "m").message(kind, new Proto().message(1, point));
    }

    private static String metrics(String metrics) {
        return """
            {"resourceMetrics":[{"scopeMetrics":[{"metrics":[%s],"scope":{"name":"tests","version":"1"}}],
             "resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}},
                                       {"key":"host.name","value":{"stringValue":"web-1"}},
                                       {"key":"process.pid","value":{"intValue":"12"}}]}}]}\
            """.formatted(metrics);
    }

    private static List<String> lines(Samples samples) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            lines.add("%s %d %s".formatted(samples.series(samples.which(i)), samples.time(i), samples.value(i)));
        }
        return lines;
    }

    private static List<String> values(Samples samples) {
        return lines(samples).stream()
                .map(line -> line.replaceAll(
                                "\\[(le, ([^,]*), )?[^\\]]*?(quantile, ([^,]*), )?service.name, shop] \\d+", "{$2$4}")
                        .replace("{}", ""))
                .toList();
    }
}
