package io.tocsin.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tocsin.monitor.Api.Answer;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.schemas.Ids;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;
import org.apache.catalina.connector.Connector;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole service with real infrastructure, and a new account for each test. */
@IntegrationTest
@Import(Published.class)
public abstract class MonitorServiceIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    protected final String account = Ids.next("acc");

    @Autowired
    protected Published published;

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    @Autowired
    private ServletWebServerApplicationContext context;

    @DynamicPropertySource
    static void door(DynamicPropertyRegistry registry) {
        registry.add("tocsin.door.certificate", TestDoor::certificateFile);
        registry.add("tocsin.door.key", TestDoor::keyFile);
        registry.add("tocsin.door.port", () -> 0);
    }

    static {
        // nothing here promises a time; that machine is slow which does several of these at once
        Awaitility.setDefaultTimeout(PATIENCE);
    }

    @BeforeEach
    void ready() {
        await().ignoreExceptions().until(this::isReady);
    }

    /** What comes of a call among many at once: they may be more than there are connections for, which it says. */
    protected static Answer onceThereIsRoom(Supplier<Answer> call) {
        Instant end = Instant.now().plus(PATIENCE);
        Answer answer = call.get();
        while (answer.status() == 503) {
            assertThat(Instant.now()).as(answer.toString()).isBefore(end);
            answer = call.get();
        }
        return answer;
    }

    protected Api owner() {
        return with(TestTokens.user(account, "owner"));
    }

    protected Api with(String token) {
        return new Api(port, token);
    }

    protected Api anybody() {
        return with(null);
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

    private boolean isReady() throws Exception {
        URI health = URI.create("http://127.0.0.1:" + managementPort + "/health/ready");
        return HTTP.send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString())
                        .statusCode()
                == 200;
    }
}
