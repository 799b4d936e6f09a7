package io.tocsin.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.events.Revoked;
import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.TestTokens;
import io.tocsin.schemas.Claims;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

@IntegrationTest
class LiveIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** One reader, as a browser's EventSource is one. */
    private static final class Reader implements AutoCloseable {
        final int status;
        final List<String> lines = new CopyOnWriteArrayList<>();
        private final Stream<String> body;
        private final Thread reading;

        Reader(int port, String token, String lastEventId) throws Exception {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + port + "/internal/v1/events"))
                    .header("Authorization", "Bearer " + token)
                    .header("Accept", "text/event-stream");
            if (lastEventId != null) {
                request.header("Last-Event-ID", lastEventId);
            }
            HttpResponse<Stream<String>> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofLines());
            status = answer.statusCode();
            body = answer.body();
            reading = Thread.ofVirtual().start(() -> {
                try {
                    body.forEach(lines::add);
                } catch (RuntimeException e) {
                    lines.add("broken off");
                }
            });
        }

        void await(String part) {
            Awaitility.await().atMost(Product.SOON).until(() -> lines.stream().anyMatch(line -> line.contains(part)));
        }

        String lastId() {
            return lines.stream()
                    .filter(line -> line.startsWith("id: "))
                    .reduce((_, last) -> last.substring(4))
                    .map(id -> id.replace("id: ", ""))
                    .orElseThrow();
        }

        boolean ended() {
            return !reading.isAlive();
        }

        @Override
        public void close() {
            body.close();
            reading.interrupt();
        }
    }

    @LocalServerPort
    private int port;

    @LocalManagementPort
    private int managementPort;

    private final List<Reader> readers = new ArrayList<>();
    private Product product;

    @BeforeEach
    void start() {
        product = Product.with(port, managementPort);
    }

    @AfterEach
    void stop() {
        readers.forEach(Reader::close);
    }

    @Test
    void tellsWhatHappensInTheAccountAndNowhereElse() throws Exception {
        Product other = Product.with(port, managementPort);
        String monitor = product.monitor(1);
        String foreign = other.monitor(1);
        product.await("/internal/v1/monitors/" + monitor + "/checks", TestTokens.user(product.account, "viewer"), 0);
        Reader reader = open(TestTokens.user(product.account, "viewer"), null);
        reader.await("id: ");

        other.checked(foreign, Product.now(), false);
        product.checked(monitor, Product.now(), false);

        reader.await("event: check");
        reader.await("event: incident");
        reader.await("event: status");
        assertThat(reader.lines)
                .anyMatch(line -> line.contains("\"transition\":\"opened\"") && line.contains(monitor))
                .anyMatch(line -> line.contains("\"status\":\"down\"") && line.contains(monitor))
                .noneMatch(line -> line.contains(foreign));
    }

    @Test
    void tellsAReaderThatComesBackWhatItHasMissed() throws Exception {
        String token = TestTokens.user(product.account, "viewer");
        String monitor = product.monitor(5);
        product.await("/internal/v1/monitors/" + monitor + "/checks", token, 0);
        Reader first = open(token, null);
        first.await("id: ");
        product.checked(monitor, Product.now().minusSeconds(3), true);
        first.await("event: check");
        String lastId = first.lastId();
        first.close();

        product.checked(monitor, Product.now().minusSeconds(2), false);
        product.await("/internal/v1/monitors/" + monitor + "/checks", token, 2);
        Reader second = open(token, lastId);
        second.await("\"success\":false");
        product.checked(monitor, Product.now().minusSeconds(1), true);
        second.await("\"success\":true");

        assertThat(second.lines.stream().filter("event: check"::equals)).hasSize(2);
        assertThat(second.lines).doesNotContain("event: reset");
    }

    @Test
    void startsAnewForAReaderThatComesFromNowhere() throws Exception {
        Reader reader = open(TestTokens.user(product.account, "viewer"), "42");

        reader.await("event: reset");
    }

    @Test
    void endsWithItsSession() throws Exception {
        String session = Ids.next("ses");
        Reader reader = open(
                TestTokens.signed(claims -> claims.audience(Claims.USER_AUDIENCE)
                        .subject(Ids.next("usr"))
                        .claim(Claims.ACCOUNT, product.account)
                        .claim(Claims.ROLE, "viewer")
                        .claim(Claims.SESSION, session)),
                null);
        reader.await("id: ");

        Product.publish(Topics.REVOCATIONS, session, new Revoked("session", session, product.account, Product.now()));

        Awaitility.await().atMost(Product.SOON).until(reader::ended);
        assertThat(reader.lines).doesNotContain("broken off");
    }

    @Test
    void opensNoMoreThanAnAccountsShare() throws Exception {
        String token = TestTokens.user(product.account, "viewer");
        for (int i = 0; i < 20; i++) {
            assertThat(open(token, null).status).isEqualTo(200);
        }

        assertThat(open(token, null).status).isEqualTo(429);
    }

    /** Comes again as browsers do, should the topics have taken too long to be found for the first reader. */
    private Reader open(String token, String lastEventId) {
        return Awaitility.await()
                .atMost(Product.SOON)
                .until(
                        () -> {
                            Reader reader = new Reader(port, token, lastEventId);
                            readers.add(reader);
                            return reader;
                        },
                        reader -> reader.status != 503);
    }
}
