package io.tocsin.monitor.collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.tocsin.events.AuditRecorded;
import io.tocsin.events.AuthorityPublished;
import io.tocsin.events.CollectorDefined;
import io.tocsin.monitor.Api;
import io.tocsin.monitor.Api.Answer;
import io.tocsin.monitor.MonitorServiceIT;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

class CollectorsIT extends MonitorServiceIT {
    private static final String COLLECTORS = "/api/v1/collectors";

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Forgetting forgetting;

    @BeforeEach
    void account() {
        published.account(account, 5, 3);
    }

    @Test
    void givesCredentialsThatBelongTogetherAndThatEverybodyCanVerify() throws Exception {
        Answer made = register("{\"name\":\"prod-db-01\",\"hostname\":\"db.example.com\"}");

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        String id = made.text("collector_id");
        X509Certificate certificate = certificate(made.text("certificate"));
        X509Certificate authority = certificate(made.text("ca_certificate"));
        certificate.verify(authority.getPublicKey());
        assertThat(certificate.getSubjectAlternativeNames().toString())
                .contains("spiffe://tocsin/account/" + account + "/collector/" + id);
        assertThat(made.text("private_key")).startsWith("-----BEGIN PRIVATE KEY-----");
        assertThat(made.text("push_url")).isEqualTo("https://localhost:8443/api/v1/metrics/push");
        assertThat(made.json().path("config").path("interval_seconds").asInt()).isEqualTo(10);
        assertThat(made.json().path("config_version").asInt()).isEqualTo(1);

        SignedJWT token = SignedJWT.parse(made.text("token"));
        AuthorityPublished key = TopicReader.until(
                        Topics.AUTHORITIES,
                        AuthorityPublished.class,
                        token.getHeader().getKeyID(),
                        1)
                .getFirst();
        assertThat(key.getKind()).isEqualTo("token");
        assertThat(RSAKey.parse(key.getJwk()).isPrivate()).isFalse();
        assertThat(token.verify(new RSASSAVerifier(RSAKey.parse(key.getJwk())))).isTrue();
        assertThat(token.getHeader().getType()).hasToString("at+jwt");
        JWTClaimsSet claims = token.getJWTClaimsSet();
        assertThat(claims.getIssuer()).isEqualTo("http://localhost:8080/collectors");
        assertThat(claims.getAudience()).containsExactly("ingest");
        assertThat(claims.getSubject()).isEqualTo(id);
        assertThat(claims.getStringClaim("account_id")).isEqualTo(account);
        assertThat(claims.getExpirationTime()).isEqualTo(certificate.getNotAfter());
        assertThat(claims.getJSONObjectClaim("cnf")).isEqualTo(Map.of("x5t#S256", thumbprint(certificate)));

        CollectorDefined event = TopicReader.until(Topics.COLLECTORS, CollectorDefined.class, id, 1)
                .getFirst();
        assertThat(event.getAccountId()).isEqualTo(account);
        assertThat(event.getCertificateThumbprint()).isEqualTo(thumbprint(certificate));
        assertThat(event.getCertificateNotAfter())
                .isEqualTo(certificate.getNotAfter().toInstant());
        assertThat(event.getRevokedAt()).isNull();
        assertThat(JsonMapper.shared().readTree(event.getConfig()))
                .isEqualTo(made.json().path("config"));
    }

    @Test
    void keepsAuthoritiesKeysEncryptedAndPublishesTheirPublicParts() {
        register("{\"name\":\"a\",\"hostname\":\"a\"}");

        List<Map<String, Object>> rows = Tenancy.inEveryAccount(() ->
                jdbc.sql("SELECT id, kind, private_key FROM authority").query().listOfRows());

        assertThat(rows).hasSize(2);
        assertThat(rows).extracting(row -> row.get("private_key").toString()).allMatch(key -> key.startsWith("v1."));
        for (Map<String, Object> row : rows) {
            AuthorityPublished event = TopicReader.until(
                            Topics.AUTHORITIES,
                            AuthorityPublished.class,
                            row.get("id").toString(),
                            1)
                    .getFirst();
            assertThat(event.getKind()).isEqualTo(row.get("kind"));
            assertThat(event.toString()).doesNotContain("PRIVATE");
        }
    }

    @Test
    void certifiesTheKeyOfARequestAndNothingElseOfIt() throws Exception {
        KeyPair keys = TestRequests.elliptic("secp384r1");

        Answer made = register(JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "name", "own key", "hostname", "h", "csr", TestRequests.signed(keys, keys.getPrivate()))));

        assertThat(made.status()).as(made.body()).isEqualTo(201);
        X509Certificate certificate = certificate(made.text("certificate"));
        assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + made.text("collector_id"));
        assertThat(made.json().path("private_key").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"a\"}",
                "{\"name\":\" \",\"hostname\":\"a\"}",
                "{\"name\":\"a\",\"hostname\":\"\\u0000a\"}",
                "{\"name\":\"a\",\"hostname\":\"a\",\"csr\":\"\\u0000\"}",
                "{\"name\":\"a\",\"hostname\":\"a\",\"csr\":\"nonsense\"}",
                "{\"name\":\"a\",\"hostname\":\"a\",\"account_id\":\"acc_1\"}"
            })
    void refusesRegistrationsThatDoNotFit(String body) {
        assertThat(register(body).status()).isEqualTo(400);
        assertThat(owner().get(COLLECTORS).json().path("data").size()).isZero();
    }

    @Test
    void registersAsManyAsThePlanAllows() {
        for (int i = 0; i < 3; i++) {
            assertThat(register("{\"name\":\"c%d\",\"hostname\":\"h\"}".formatted(i))
                            .status())
                    .isEqualTo(201);
        }

        Answer refused = register("{\"name\":\"one too many\",\"hostname\":\"h\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("COLLECTOR_002");
        Answer first = owner().get(COLLECTORS + "?limit=2");
        assertThat(first.json().path("data").size()).isEqualTo(2);
        Answer second = owner().get(COLLECTORS + "?limit=2&cursor=" + first.text("next_cursor"));
        assertThat(second.json().path("data").path(0).path("name").asString()).isEqualTo("c2");
        assertThat(second.json().path("next_cursor").isNull()).isTrue();
    }

    @Test
    void saysWhatWasDecidedOfACollector() {
        String id = register("{\"name\":\"a\",\"hostname\":\"a\"}").text("collector_id");
        assertThat(owner().get(COLLECTORS + "/" + id).text("status")).isEqualTo("pending");

        published.status(account, id, "collector", "online");

        await().until(() -> owner().get(COLLECTORS + "/" + id).text("status").equals("online"));
        assertThat(owner().get(COLLECTORS + "/" + id).text("last_seen_at")).endsWith("Z");
    }

    @Test
    void revokesOnceAndTellsEverybody() {
        String id = register("{\"name\":\"a\",\"hostname\":\"a\"}").text("collector_id");

        assertThat(owner().delete(COLLECTORS + "/" + id).status()).isEqualTo(204);

        assertThat(owner().delete(COLLECTORS + "/" + id).code()).isEqualTo("COLLECTOR_001");
        assertThat(owner().get(COLLECTORS + "/" + id).status()).isEqualTo(404);
        assertThat(owner().get("/api/v1/config/" + id).status()).isEqualTo(404);
        assertThat(owner().get(COLLECTORS).json().path("data").size()).isZero();
        List<CollectorDefined> events = TopicReader.until(Topics.COLLECTORS, CollectorDefined.class, id, 2);
        assertThat(events).extracting(CollectorDefined::getRevision).containsExactly(1L, 2L);
        assertThat(events.getLast().getRevokedAt()).isNotNull();
        assertThat(TopicReader.until(Topics.AUDIT, AuditRecorded.class, account, 2))
                .extracting(AuditRecorded::getAction)
                .containsExactly("collector.registered", "collector.revoked");
    }

    @Test
    void forgetsARevokedCollectorOnceItsCertificateHasExpired() {
        String id = register("{\"name\":\"a\",\"hostname\":\"a\"}").text("collector_id");
        String valid = register("{\"name\":\"b\",\"hostname\":\"b\"}").text("collector_id");
        owner().delete(COLLECTORS + "/" + id);
        owner().delete(COLLECTORS + "/" + valid);
        Tenancy.everyAccount(
                () -> jdbc.sql("UPDATE collector SET certificate_not_after = now() - interval '1 s' WHERE id = ?")
                        .param(id)
                        .update());

        forgetting.forgetExpired();

        assertThat(TopicReader.until(Topics.COLLECTORS, CollectorDefined.class, id, 3))
                .last()
                .isNull();
        assertThat(TopicReader.until(Topics.COLLECTORS, CollectorDefined.class, valid, 2))
                .hasSize(2);
    }

    @Test
    void answersAConfigurationUntilItIsKnown() {
        String id = register("{\"name\":\"a\",\"hostname\":\"a\"}").text("collector_id");
        Api client = with(TestTokens.client(account, "metrics:write"));

        Answer read = client.get("/api/v1/config/" + id);

        assertThat(read.json().path("config").path("interval_seconds").asInt()).isEqualTo(10);
        assertThat(read.json().path("version").asInt()).isEqualTo(1);
        assertThat(read.header("ETag")).isEqualTo("\"1\"");
        assertThat(client.get("/api/v1/config/" + id, "If-None-Match", "\"1\"").status())
                .isEqualTo(304);
        assertThat(with(TestTokens.client(account, "monitors:read"))
                        .get("/api/v1/config/" + id)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void hidesForeignCollectorsLikeMissingOnes() {
        String id = register("{\"name\":\"a\",\"hostname\":\"a\"}").text("collector_id");
        Api stranger = with(TestTokens.user(Ids.next("acc"), "owner"));

        assertThat(stranger.get(COLLECTORS + "/" + id).code()).isEqualTo("COLLECTOR_001");
        assertThat(stranger.get("/api/v1/config/" + id).code()).isEqualTo("COLLECTOR_001");
        assertThat(stranger.delete(COLLECTORS + "/" + id).code()).isEqualTo("COLLECTOR_001");
        assertThat(stranger.get(COLLECTORS + "/" + Ids.next("col")).code()).isEqualTo("COLLECTOR_001");
        assertThat(owner().get(COLLECTORS + "/" + id).status()).isEqualTo(200);
    }

    @Test
    void isForOwnersAndAdmins() {
        Api viewer = with(TestTokens.user(account, "viewer"));

        assertThat(viewer.get(COLLECTORS).status()).isEqualTo(403);
        assertThat(viewer.post(COLLECTORS + "/register", "{\"name\":\"a\",\"hostname\":\"a\"}")
                        .status())
                .isEqualTo(403);
        assertThat(with(TestTokens.user(account, "admin")).get(COLLECTORS).status())
                .isEqualTo(200);
    }

    private Answer register(String body) {
        return owner().post(COLLECTORS + "/register", body);
    }

    private static X509Certificate certificate(String pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String thumbprint(X509Certificate certificate) throws Exception {
        return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()))
                .toString();
    }
}
