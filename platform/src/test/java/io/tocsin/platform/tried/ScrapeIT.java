package io.tocsin.platform.tried;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.platform.testing.IntegrationTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.ConsumerFactory;

/** What operators see on the management port. */
@IntegrationTest
class ScrapeIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    private ConsumerFactory<?, ?> consumers;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @BeforeEach
    void ready() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> get(managementPort, "/health/ready").statusCode() == 200);
    }

    @Test
    void exposesTheSeriesUnderTheirDocumentedNames() throws Exception {
        get(port, "/open");
        get(port, "/elsewhere?token=secret");

        String series = get(managementPort, "/metrics").body();

        assertThat(series)
                .contains("http_requests_total{application=\"platform\",method=\"GET\",route=\"/open\",status=\"200\"}")
                .contains(
                        "http_requests_total{application=\"platform\",method=\"GET\",route=\"unmatched\",status=\"404\"}")
                .contains(
                        "http_request_duration_seconds_bucket{application=\"platform\",method=\"GET\",route=\"/open\"")
                .containsPattern("db_connection_pool_size\\{application=\"platform\",state=\"max\"} 10")
                .contains("db_query_duration_seconds_bucket{application=\"platform\",statement=\"select\"")
                .doesNotContain("http_server_requests", "jdbc_", "spring_security", "secret", "SELECT");
    }

    @Test
    void exposesTheLagOfEveryConsumer() throws Exception {
        try (Consumer<?, ?> _ = consumers.createConsumer("scrape", "1")) {
            assertThat(get(managementPort, "/metrics").body())
                    .contains("kafka_consumer_fetch_manager_records_lag_max{application=\"platform\"");
        }
    }

    @Test
    void showsHealthByParts() throws Exception {
        assertThat(get(managementPort, "/health").body()).contains("\"components\"", "\"db\"");
        assertThat(get(managementPort, "/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void changesNoLogLevel() throws Exception {
        HttpResponse<String> answer = HTTP.send(
                HttpRequest.newBuilder(uri(managementPort, "/loggers/io.tocsin"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"configuredLevel\":\"TRACE\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(get(managementPort, "/loggers/io.tocsin").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(uri(port, path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI uri(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
