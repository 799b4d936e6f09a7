package io.tocsin.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import io.tocsin.local.processes.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/**
 * What people already run sends to the product unchanged, and the same numbers come back from its API. Clients that are not
 * installed are skipped, and the test says so.
 */
@Order(5)
@ExtendWith(WithProduct.class)
class StandardClientsIT {

    private static final Duration GENEROUS = Duration.ofSeconds(60);
    private static final double TOLERANCE = 1e-6;
    private static final String PAGE = """
        # TYPE journey_gauge gauge
        journey_gauge{kind="a"} 42.5
        # TYPE journey_total counter
        journey_total{kind="a"} 7
        journey_nan NaN
        """;

    @Test
    void prometheusWritesWithOauthThroughTheGatewayAndWithACertificateAtTheDoor(RunningProduct product)
            throws Exception {
        assumeTrue(Program.isThere("prometheus", "--version"), "skipped: prometheus is not installed");
        var ada = Customer.signUp(product.address());
        var reader = ada.program("monitors:read");
        var folder = Program.folder("prometheus");
        var port = Ports.free();
        var target = page();
        Files.writeString(folder.resolve("prometheus.yml"), configuration(ada, folder, target));
        var command = List.of(
                "prometheus",
                "--config.file=" + folder.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + Files.createTempDirectory(folder, "data"),
                "--web.listen-address=127.0.0.1:" + port);
        try (var prometheus = Program.start(folder, command)) {
            for (var instance : List.of("through-the-gateway", "at-the-door")) {
                Measured.until(
                        "Prometheus' samples are readable " + instance,
                        GENEROUS,
                        () -> points(reader, instance, "journey_gauge").size() >= 5);
            }
            var own = Http.anonymous(URI.create("http://127.0.0.1:" + port));
            for (var instance : List.of("through-the-gateway", "at-the-door")) {
                for (var name : List.of("journey_gauge", "journey_total", "up")) {
                    var ours = points(reader, instance, name);
                    assertThat(prometheus(own, name))
                            .as("%s %s, of %s", instance, name, prometheus.text())
                            .containsAllEntriesOf(ours);
                }
                assertThat(points(reader, instance, "journey_gauge").values()).containsOnly(42.5);
                assertThat(points(reader, instance, "journey_total").values()).containsOnly(7.0);
            }
            assertThat(prometheus.text()).doesNotContain("non-recoverable error", "level=error");
        } finally {
            target.stop(0);
        }
    }

    @Test
    void opentelemetryExportsInProtobufAndInJson(RunningProduct product) throws Exception {
        var folder = Program.folder("otlp");
        install(folder);
        var ada = Customer.signUp(product.address());
        var reader = ada.program("monitors:read");
        var token = ada.program("metrics:write").headers().get("Authorization").substring("Bearer ".length());
        var url = product.address().resolve("/v1/metrics").toString();
        try (var node = Program.start(folder, List.of("node", "send.mjs", url, token))) {
            assertThat(node.await(180)).as(node.text()).isZero();
            assertThat(node.text()).isBlank();
        }
        for (var host : List.of("otlp-proto", "otlp-json")) {
            Measured.until(
                    "OpenTelemetry's samples are readable of " + host,
                    GENEROUS,
                    () -> Stream.of("jobs.done", "queue.length", "job.duration_sum")
                            .noneMatch(name -> points(reader, host, name).isEmpty()));
            assertThat(points(reader, host, "jobs.done").values()).containsOnly(12.0);
            assertThat(points(reader, host, "queue.length").values()).containsOnly(2.5);
            assertThat(points(reader, host, "job.duration_count").values()).containsOnly(4.0);
            assertThat(points(reader, host, "job.duration_sum").values()).containsOnly(14.5);
            assertThat(points(reader, host, "job.duration_bucket&label.le=5").values())
                    .containsOnly(3.0);
        }
    }

    @Test
    void collectdWritesAfterItWasAskedForItsPassword(RunningProduct product) throws Exception {
        assumeTrue(Program.isThere("collectd", "-h"), "skipped: collectd is not installed");
        var ada = Customer.signUp(product.address());
        var reader = ada.program("monitors:read");
        var folder = Program.folder("collectd");
        var values = Files.createTempDirectory(folder, "csv");
        var client = ada.client("metrics:write");
        Files.writeString(folder.resolve("collectd.conf"), """
            Hostname "collectd-host"
            Interval 1
            BaseDir "%s"
            PIDFile "%s/collectd.pid"
            LoadPlugin load
            LoadPlugin csv
            LoadPlugin logfile
            LoadPlugin write_http
            <Plugin logfile>
              LogLevel info
              File STDOUT
            </Plugin>
            <Plugin csv>
              DataDir "%s"
            </Plugin>
            <Plugin write_http>
              <Node "tocsin">
                URL "%s"
                User "%s"
                Password "%s"
                Format "JSON"
                BufferSize 1024
                LogHttpError true
              </Node>
            </Plugin>
            """.formatted(
                        folder,
                        folder,
                        values,
                        product.address().resolve("/api/v1/collectd"),
                        client.path("client_id").asString(""),
                        client.path("client_secret").asString("")));
        try (var collectd = Program.start(folder, List.of("collectd", "-f", "-C", folder + "/collectd.conf"))) {
            assumeTrue(
                    collectd.await(2) == -1 || !collectd.text().contains("dlopen"),
                    "skipped: collectd's write_http lacks a library");
            Measured.until(
                    "collectd's samples are readable",
                    GENEROUS,
                    () -> points(reader, "collectd-host", "load.load.shortterm").size() >= 4);
            var ours = points(reader, "collectd-host", "load.load.shortterm");
            // in its first moment it may read twice, and its two plugins then show one reading each
            ours.pollFirstEntry();
            await("collectd has written what it has sent")
                    .atMost(GENEROUS)
                    .until(() -> written(values).keySet().containsAll(ours.keySet()));
            var written = written(values);
            ours.forEach((time, value) -> assertThat(written.get(time))
                    .as("at " + time)
                    .anySatisfy(
                            own -> assertThat(own).isCloseTo(value, org.assertj.core.data.Offset.offset(TOLERANCE))));
            // told to come again, it does not, and says so
            assertThat(collectd.text().lines().filter(line -> line.contains("write_http plugin: HTTP Error")))
                    .allSatisfy(line -> assertThat(line).contains("503"));
        }
    }

    private static String configuration(Customer ada, Path folder, HttpServer target) throws IOException {
        var registered = ada.browser()
                .post("/api/v1/collectors/register", Map.of("name", "Journey", "hostname", "prometheus-host"))
                .expect(201)
                .body();
        for (var file : List.of("certificate", "private_key", "ca_certificate", "token")) {
            Files.writeString(folder.resolve(file), registered.path(file).asString(""));
        }
        var client = ada.client("metrics:write");
        var gateway = ada.browser().address();
        var door = URI.create(registered.path("push_url").asString("")).resolve("/api/v1/write");
        return """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: journey
                static_configs: [{targets: ["127.0.0.1:%d"]}]
            remote_write:
              - url: %s
                write_relabel_configs: [{target_label: instance, replacement: through-the-gateway}]
                queue_config: {batch_send_deadline: 500ms}
                oauth2:
                  client_id: %s
                  client_secret: %s
                  token_url: %s
                  scopes: ["metrics:write"]
              - url: %s
                write_relabel_configs: [{target_label: instance, replacement: at-the-door}]
                queue_config: {batch_send_deadline: 500ms}
                authorization: {credentials_file: token}
                tls_config: {cert_file: certificate, key_file: private_key, ca_file: ca_certificate}
            """.formatted(
                        target.getAddress().getPort(),
                        gateway.resolve("/api/v1/write"),
                        client.path("client_id").asString(""),
                        client.path("client_secret").asString(""),
                        gateway.resolve("/oauth/token"),
                        door);
    }

    /** What Prometheus says itself, by milliseconds. */
    private static Map<Long, Double> prometheus(Http own, String name) {
        var samples = new TreeMap<Long, Double>();
        for (var pair : own.get("/api/v1/query?query=%s%%5B10m%%5D".formatted(name))
                .expect(200)
                .body()
                .at("/data/result/0/values")) {
            samples.put(
                    Math.round(pair.path(0).asDouble(0) * 1000),
                    Double.parseDouble(pair.path(1).asString("")));
        }
        return samples;
    }

    /** What our API says, by milliseconds; nothing while there is no such server. */
    private static TreeMap<Long, Double> points(Http reader, String hostname, String name) {
        var found = new TreeMap<Long, Double>();
        for (var server : reader.get("/api/v1/servers").expect(200).body().path("data")) {
            if (server.path("hostname").asString("").equals(hostname)) {
                var answer = reader.get("/api/v1/servers/%s/metrics?name=%s"
                                .formatted(server.path("id").asString(""), name))
                        .expect(200);
                for (JsonNode point : answer.body().at("/data/0/points")) {
                    found.put(
                            Instant.parse(point.path(0).asString("")).toEpochMilli(),
                            point.path(1).asDouble(0));
                }
            }
        }
        return found;
    }

    /** What collectd wrote into its own files, by milliseconds. */
    private static Map<Long, List<Double>> written(Path folder) throws IOException {
        var values = new TreeMap<Long, List<Double>>();
        try (var files = Files.walk(folder)) {
            for (var file :
                    files.filter(path -> path.toString().contains("load-")).toList()) {
                for (var line : Files.readAllLines(file)) {
                    var cells = line.split(",", -1);
                    if (cells.length > 1 && !cells[0].equals("epoch")) {
                        values.computeIfAbsent(Math.round(Double.parseDouble(cells[0]) * 1000), _ -> new ArrayList<>())
                                .add(Double.parseDouble(cells[1]));
                    }
                }
            }
        }
        return values;
    }

    private static void install(Path folder) throws IOException, InterruptedException {
        assumeTrue(
                Program.isThere("node", "--version") && Program.isThere("npm", "--version"),
                "skipped: node and npm are not installed");
        var sources = Path.of(System.getProperty("tocsin.repository"), "deploy/src/test/otlp");
        for (var file : List.of("package.json", "send.mjs")) {
            Files.copy(sources.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(folder.resolve("node_modules/@opentelemetry/sdk-metrics"))) {
            try (var npm =
                    Program.start(folder, List.of("npm", "install", "--no-package-lock", "--no-audit", "--no-fund"))) {
                assumeTrue(npm.await(90) == 0, "skipped: npm could not install OpenTelemetry");
            }
        }
    }

    private static HttpServer page() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            var page = PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        return server;
    }
}
