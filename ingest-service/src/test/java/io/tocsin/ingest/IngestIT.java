package io.tocsin.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.events.AccountChanged;
import io.tocsin.events.CollectorDefined;
import io.tocsin.ingest.collectors.AccountsTable;
import io.tocsin.ingest.collectors.AuthoritiesTable;
import io.tocsin.ingest.collectors.CollectorsTable;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TopicWriter;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topic;
import io.tocsin.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.catalina.connector.Connector;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service, once for all of its tests, with its door open. */
@IntegrationTest
public abstract class IngestIT {
    protected static final HttpClient HTTP = HttpClient.newHttpClient();
    protected static final JsonMapper JSON = JsonMapper.shared();
    /** Signs the door's certificate, and those of collectors once it is published. */
    protected static final TestAuthority AUTHORITY = new TestAuthority();

    /** Nothing here promises a time; that machine is slow which does several of these at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static boolean published;

    static {
        Awaitility.setDefaultTimeout(PATIENCE);
    }

    /** Requests of this test that ended without a word, as a slow broker may let them end; what they held may be stored. */
    protected int unsettled;

    @LocalServerPort
    protected int port;

    @LocalManagementPort
    protected int managementPort;

    @Autowired
    private AccountsTable accounts;

    @Autowired
    private AuthoritiesTable authorities;

    @Autowired
    private CollectorsTable collectors;

    @Autowired
    private ServletWebServerApplicationContext context;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        Path folder = Path.of("target", "door").toAbsolutePath();
        AUTHORITY.writeDoor(folder.resolve("door.crt"), folder.resolve("door.key"));
        registry.add("tocsin.door.certificate", () -> folder.resolve("door.crt").toString());
        registry.add("tocsin.door.key", () -> folder.resolve("door.key").toString());
        registry.add("tocsin.door.port", () -> 0);
        registry.add("tocsin.egress.allowed-ranges", () -> "127.0.0.0/8");
    }

    @BeforeEach
    void ready() {
        await().until(() ->
                get("http://127.0.0.1:" + managementPort + "/health/ready").statusCode() == 200);
        if (!published) {
            publish(Topics.AUTHORITIES, Ids.next("aut"), AUTHORITY.certifying());
            publish(Topics.AUTHORITIES, AUTHORITY.signing().getAuthorityId(), AUTHORITY.signing());
            published = true;
        }
        await().until(() -> !authorities.certificates().isEmpty()
                && !authorities.tokenKeys().isEmpty());
    }

    /** Returns once the service has heard of an account or a collector: a request waits for it, but not for long. */
    protected void publish(Topic topic, String key, SpecificRecord event) {
        TopicWriter.write(topic, key, event);
        if (event instanceof AccountChanged account) {
            await().until(() -> accounts.of(key, "").retentionDays() == account.getRetentionDays());
        } else if (topic.equals(Topics.COLLECTORS)) {
            await().until(() -> collectors.get(key) != null);
        }
    }

    protected AccountChanged account(String accountId, String tier) {
        return AccountChanged.newBuilder()
                .setAccountId(accountId)
                .setRevision(1L)
                .setTier(tier)
                .setMaxMonitors(500)
                .setMinIntervalSeconds(60)
                .setRequestsPerMinute(1000)
                .setRetentionDays(tier.equals("free") ? 7 : 400)
                .setMaxWebhookEndpoints(50)
                .setMaxCollectors(tier.equals("free") ? 2 : 50)
                .setChangedAt(Instant.now())
                .build();
    }

    protected CollectorDefined collector(String accountId, String collectorId) {
        return CollectorDefined.newBuilder()
                .setCollectorId(collectorId)
                .setAccountId(accountId)
                .setRevision(1L)
                .setName("test")
                .setHostname("web-1")
                .setConfig("{\"interval_seconds\":15}")
                .setConfigVersion(3)
                .setChangedAt(Instant.now())
                .build();
    }

    /** What a sender gets that comes again where it is asked to: with 503, whatever of this machine is slow. */
    protected <T> HttpResponse<T> settled(HttpClient client, HttpRequest request, HttpResponse.BodyHandler<T> body)
            throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        HttpResponse<T> answer = client.send(request, body);
        while (answer.statusCode() == 503) {
            assertThat(Instant.now()).as("%s", answer.body()).isBefore(end);
            unsettled++;
            Thread.sleep(PAUSE);
            answer = client.send(request, body);
        }
        return answer;
    }

    protected HttpResponse<String> settled(HttpRequest request) throws Exception {
        return settled(HTTP, request, HttpResponse.BodyHandlers.ofString());
    }

    protected int doorPort() {
        return Arrays.stream(((TomcatWebServer) context.getWebServer())
                        .getTomcat()
                        .getService()
                        .findConnectors())
                .filter(connector -> connector.getScheme().equals("https"))
                .mapToInt(Connector::getLocalPort)
                .findFirst()
                .orElseThrow();
    }

    protected HttpRequest.Builder pushTo(String base, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + "/api/v1/metrics/push"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    protected static HttpResponse<String> get(String url) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    protected static String code(HttpResponse<String> answer) {
        JsonNode error = JSON.readTree(answer.body()).path("error");
        return answer.statusCode() + " " + error.path("code").asString();
    }

    protected static byte[] gzip(String text) {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    protected static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
