package io.tocsin.journeys;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import tools.jackson.databind.JsonNode;

/**
 * A registered collector.
 *
 * @param door a client that shows the certificate, and the token
 */
record Collector(String id, URI pushUrl, Http door) {

    private static final char[] NO_PASSWORD = {};

    static Collector of(JsonNode registered) {
        var url = URI.create(registered.path("push_url").asString());
        var client = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .sslContext(tls(registered))
                .build();
        var token = Map.of("Authorization", "Bearer " + registered.path("token").asString());
        return new Collector(registered.path("collector_id").asString(), url, new Http(client, url, token));
    }

    /** Through the collectors' door, again where the product says so. */
    Answer push(Batch batch) {
        return door.send(request(door, pushUrl.getPath(), batch));
    }

    /** Through the collectors' door, whatever comes of it. */
    Answer pushOnce(Batch batch) {
        return door.sendOnce(request(door, pushUrl.getPath(), batch));
    }

    /** Through the gateway, by a program of the same customer, again where the product says so. */
    Answer push(Http program, Batch batch) {
        return program.send(request(program, "/api/v1/metrics/push", batch));
    }

    /** Through the gateway, by a program of the same customer, whatever comes of it. */
    Answer pushOnce(Http program, Batch batch) {
        return program.sendOnce(request(program, "/api/v1/metrics/push", batch));
    }

    private HttpRequest.Builder request(Http sender, String path, Batch batch) {
        return packed(sender.request(path), gzip(batch.json(id)));
    }

    static HttpRequest.Builder packed(HttpRequest.Builder request, byte[] body) {
        return request.header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body));
    }

    static byte[] gzip(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Five series of one value at one instant: enough to find the batch again in the database. */
    record Batch(String id, Instant time, long value) {

        static final int SERIES = 5;

        String json(String collector) {
            List<Map<String, Object>> metrics = IntStream.range(0, SERIES)
                    .mapToObj(i -> Map.<String, Object>of(
                            "name", "journey_" + i, "labels", Map.of("part", "p" + i), "value", value))
                    .toList();
            return Answer.JSON.writeValueAsString(Map.of(
                    "collector_id", collector,
                    "batch_id", id,
                    "timestamp", time.toString(),
                    "metrics", metrics));
        }
    }

    private static SSLContext tls(JsonNode registered) {
        try (var parser =
                new PEMParser(new StringReader(registered.path("private_key").asString()))) {
            var own = emptyStore();
            var key = new JcaPEMKeyConverter().getPrivateKey((PrivateKeyInfo) parser.readObject());
            own.setKeyEntry("collector", key, NO_PASSWORD, certificates(registered.path("certificate")));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(own, NO_PASSWORD);

            var trusted = emptyStore();
            trusted.setCertificateEntry("ca", certificates(registered.path("ca_certificate"))[0]);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);

            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    private static Certificate[] certificates(JsonNode pem) throws GeneralSecurityException {
        var bytes = new ByteArrayInputStream(pem.asString().getBytes(StandardCharsets.US_ASCII));
        return CertificateFactory.getInstance("X.509")
                .generateCertificates(bytes)
                .toArray(Certificate[]::new);
    }
}
