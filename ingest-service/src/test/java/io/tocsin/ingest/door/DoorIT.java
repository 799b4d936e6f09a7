package io.tocsin.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tocsin.events.CollectorDefined;
import io.tocsin.events.MetricsReceived;
import io.tocsin.ingest.IngestIT;
import io.tocsin.ingest.TestAuthority;
import io.tocsin.ingest.TestAuthority.Identity;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DoorIT extends IngestIT {
    private static final String BODY = "{\"metrics\":[{\"name\":\"up\",\"value\":1}]}";

    private final String account = Ids.next("acc");
    private final String collector = Ids.next("col");
    private final Identity identity = AUTHORITY.collector(account, collector);
    private final String token = AUTHORITY.token(account, collector, identity);

    @Test
    void takesThePushOfACollector() throws Exception {
        register();

        HttpResponse<String> answer = push(trusted(identity), token);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(TopicReader.until(Topics.METRICS, MetricsReceived.class, collector, 1))
                .hasSizeBetween(1, 1 + unsettled)
                .allSatisfy(event -> {
                    assertThat(event.getAccountId()).isEqualTo(account);
                    assertThat(event.getInstance()).isEqualTo("web-1");
                });
    }

    @Test
    void asksACollectorThatIsNotKnownYetToComeAgain() throws Exception {
        HttpResponse<String> answer = trusted(identity).send(pushed(token), HttpResponse.BodyHandlers.ofString());

        assertThat(code(answer)).isEqualTo("503 COLLECTOR_006");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void showsACollectorItsConfiguration() throws Exception {
        register();
        HttpClient client = trusted(identity);

        HttpResponse<String> answer = config(client, collector);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()))
                .isEqualTo(JSON.readTree("{\"config\":{\"interval_seconds\":15},\"version\":3}"));
        String tag = answer.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = config(client, collector, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(config(client, collector, "If-None-Match", "\"2\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void showsNobodyAnothersConfiguration() throws Exception {
        String neighbour = Ids.next("col");
        register();
        publish(Topics.COLLECTORS, neighbour, collector(account, neighbour));

        assertThat(code(config(trusted(identity), neighbour))).isEqualTo("404 COLLECTOR_001");
        assertThat(code(config(trusted(identity), "x"))).isEqualTo("404 COLLECTOR_001");
        HttpRequest client = configAt("http://127.0.0.1:" + port, neighbour)
                .header("Authorization", "Bearer " + TestTokens.client(account, "metrics:write"))
                .build();
        assertThat(code(settled(client))).isEqualTo("403 AUTH_006");
    }

    @Test
    void refusesARevokedCollectorOnItsOpenConnection() throws Exception {
        register();
        HttpClient client = trusted(identity);
        assertThat(push(client, token).statusCode()).isEqualTo(200);

        publish(
                Topics.COLLECTORS,
                collector,
                CollectorDefined.newBuilder(collector(account, collector))
                        .setRevision(2L)
                        .setRevokedAt(Instant.now())
                        .build());

        await().untilAsserted(() -> assertThat(code(push(client, token))).isEqualTo("403 COLLECTOR_005"));
    }

    @Test
    void letsNobodyInWithoutACertificateOfAnAuthority() {
        TestAuthority elsewhere = new TestAuthority();

        assertThatThrownBy(() -> push(trusted(null), token)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> push(trusted(elsewhere.collector(account, collector)), token))
                .isInstanceOf(IOException.class);
    }

    @Test
    void asksForATokenBesideTheCertificate() throws Exception {
        assertThat(code(push(trusted(identity), null))).isEqualTo("401 AUTH_001");
        assertThat(code(push(trusted(identity), new TestAuthority().token(account, collector, identity))))
                .isEqualTo("401 AUTH_003");
        assertThat(code(push(trusted(identity), TestTokens.client(account, "metrics:write"))))
                .isEqualTo("403 AUTH_006");
    }

    @Test
    void refusesATokenOfAnotherCertificate() throws Exception {
        Identity renewed = AUTHORITY.collector(account, collector);
        Identity nameless = AUTHORITY.stranger("spiffe://elsewhere/x");

        assertThat(code(push(trusted(renewed), token))).isEqualTo("401 COLLECTOR_004");
        assertThat(code(push(trusted(nameless), AUTHORITY.token(account, collector, nameless))))
                .isEqualTo("401 COLLECTOR_004");
        assertThat(code(push(trusted(identity), AUTHORITY.token(account, Ids.next("col"), identity))))
                .isEqualTo("401 COLLECTOR_004");
        assertThat(code(push(trusted(identity), AUTHORITY.token(Ids.next("acc"), collector, identity))))
                .isEqualTo("401 COLLECTOR_004");
    }

    @Test
    void refusesACollectorsTokenAtThePlainPort() throws Exception {
        register();

        HttpRequest request = pushTo("http://127.0.0.1:" + port, token)
                .POST(BodyPublishers.ofString(BODY))
                .build();

        assertThat(code(settled(request))).isEqualTo("401 COLLECTOR_004");
    }

    @Test
    void followsANewAuthority() throws Exception {
        TestAuthority second = new TestAuthority();
        publish(Topics.AUTHORITIES, Ids.next("aut"), second.certifying());
        publish(Topics.AUTHORITIES, second.signing().getAuthorityId(), second.signing());
        register();
        Identity signed = second.collector(account, collector);

        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(push(trusted(signed), second.token(account, collector, signed))
                                .statusCode())
                        .isEqualTo(200));
    }

    /** With its account, for which a push would wait. */
    private void register() {
        publish(Topics.ACCOUNTS, account, account(account, "team"));
        publish(Topics.COLLECTORS, collector, collector(account, collector));
    }

    private static HttpClient trusted(Identity identity) {
        return HttpClient.newBuilder().sslContext(AUTHORITY.client(identity)).build();
    }

    private HttpResponse<String> config(HttpClient client, String id, String... headers) throws Exception {
        HttpRequest.Builder request =
                configAt("https://localhost:" + doorPort(), id).header("Authorization", "Bearer " + token);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return settled(client, request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder configAt(String base, String id) {
        return HttpRequest.newBuilder(URI.create(base + "/api/v1/config/" + id));
    }

    private HttpResponse<String> push(HttpClient client, String with) throws Exception {
        return settled(client, pushed(with), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest pushed(String with) {
        return pushTo("https://localhost:" + doorPort(), with)
                .POST(BodyPublishers.ofString(BODY))
                .build();
    }
}
