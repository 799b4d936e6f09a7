package io.tocsin.monitor.collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import io.tocsin.events.CollectorDefined;
import io.tocsin.monitor.Api.Answer;
import io.tocsin.monitor.MonitorServiceIT;
import io.tocsin.monitor.TestDoor;
import io.tocsin.monitor.authority.Keyring;
import io.tocsin.platform.door.CollectorCertificate;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Topics;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RenewalIT extends MonitorServiceIT {
    private final KeyPair keys = TestDoor.keyPair();

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Keyring keyring;

    private Answer registered;
    private String collector;

    @BeforeEach
    void collector() {
        published.account(account, 5, 3);
        registered = owner().post("/api/v1/collectors/register", "{\"name\":\"a\",\"hostname\":\"a\"}");
        collector = registered.text("collector_id");
    }

    @Test
    void waitsForTwoThirdsOfALife() throws Exception {
        HttpResponse<String> refused = TestDoor.renew(
                doorPort(),
                TestDoor.certificate(registered.text("certificate")),
                TestDoor.privateKey(registered.text("private_key")),
                "{}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("COLLECTOR_007");
    }

    @Test
    void givesNewCredentialsForOldOnesThatStayGood() throws Exception {
        X509Certificate old = issuedBefore(Duration.ofDays(25));

        HttpResponse<String> renewed = TestDoor.renew(doorPort(), old, keys.getPrivate(), "{}");

        assertThat(renewed.statusCode()).as(renewed.body()).isEqualTo(200);
        JsonNode answer = JsonMapper.shared().readTree(renewed.body());
        X509Certificate fresh = TestDoor.certificate(answer.path("certificate").asString());
        assertThat(CollectorCertificate.of(fresh).collectorId()).isEqualTo(collector);
        assertThat(fresh.getNotAfter()).isAfter(old.getNotAfter());
        assertThat(SignedJWT.parse(answer.path("token").asString())
                        .getJWTClaimsSet()
                        .getJSONObjectClaim("cnf"))
                .isEqualTo(Map.of("x5t#S256", CollectorCertificate.of(fresh).thumbprint()));
        CollectorDefined event = TopicReader.until(Topics.COLLECTORS, CollectorDefined.class, collector, 2)
                .getLast();
        assertThat(event.getRevision()).isEqualTo(2);
        assertThat(event.getCertificateThumbprint())
                .isEqualTo(CollectorCertificate.of(fresh).thumbprint());
        assertThat(event.getPreviousThumbprint())
                .isEqualTo(CollectorCertificate.of(old).thumbprint());
        assertThat(event.getPreviousNotAfter()).isEqualTo(old.getNotAfter().toInstant());
        // the answer may have been lost
        assertThat(TestDoor.renew(doorPort(), old, keys.getPrivate(), "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void certifiesTheKeyOfARequest() throws Exception {
        X509Certificate old = issuedBefore(Duration.ofDays(25));
        KeyPair own = TestRequests.elliptic("secp256r1");

        HttpResponse<String> renewed = TestDoor.renew(
                doorPort(),
                old,
                keys.getPrivate(),
                JsonMapper.shared().writeValueAsString(Map.of("csr", TestRequests.signed(own, own.getPrivate()))));

        JsonNode answer = JsonMapper.shared().readTree(renewed.body());
        assertThat(TestDoor.certificate(answer.path("certificate").asString()).getPublicKey())
                .isEqualTo(own.getPublic());
        assertThat(answer.path("private_key").isNull()).isTrue();
    }

    @Test
    void refusesWhoIsNoCollectorOfOurs() throws Exception {
        X509Certificate stranger = certificate(keys, Duration.ofDays(25));
        assertThat(TestDoor.renew(doorPort(), stranger, keys.getPrivate(), "{}").body())
                .contains("COLLECTOR_004");
        X509Certificate revoked = issuedBefore(Duration.ofDays(25));
        owner().delete("/api/v1/collectors/" + collector);
        HttpResponse<String> refused = TestDoor.renew(doorPort(), revoked, keys.getPrivate(), "{}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("COLLECTOR_005");

        assertThatThrownBy(() -> TestDoor.renew(doorPort(), null, null, "{}")).isInstanceOf(IOException.class);
        assertThat(owner().post("/api/v1/collectors/renew", "{}").status()).isIn(404, 405);
    }

    @Test
    void isRememberedUntilAllItsCertificatesHaveExpired() throws Exception {
        X509Certificate old = issuedBefore(Duration.ofDays(25));
        TestDoor.renew(doorPort(), old, keys.getPrivate(), "{}");

        List<Instant> ends =
                Tenancy.inEveryAccount(() -> jdbc.sql("SELECT previous_not_after FROM collector WHERE id = ?")
                        .param(collector)
                        .query(Instant.class)
                        .list());

        assertThat(ends).containsExactly(old.getNotAfter().toInstant());
    }

    /** A certificate of the collector that is that old already. */
    private X509Certificate issuedBefore(Duration age) {
        X509Certificate certificate = certificate(keys, age);
        Tenancy.everyAccount(() -> jdbc.sql("UPDATE collector SET certificate_thumbprint = ? WHERE id = ?")
                .params(CollectorCertificate.of(certificate).thumbprint(), collector)
                .update());
        return certificate;
    }

    private X509Certificate certificate(KeyPair own, Duration age) {
        return keyring.certificateAuthority()
                .issue(own.getPublic(), account, collector, Instant.now().minus(age), Duration.ofDays(30));
    }
}
