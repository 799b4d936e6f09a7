package io.tocsin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is refused with its reason, nothing of it is stored, and nothing breaks. */
@Order(3)
@ExtendWith(WithProduct.class)
class WrongInputIT {

    private static final int ELEVEN_MEGABYTES = 11 << 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metrics\": [",
                "{\"metrics\": {}}",
                "[]",
                "{\"metrics\": [{\"name\": \"a\", \"value\": \"1\"}]}",
                "{\"metrics\": [{\"name\": \"a\", \"value\": NaN}]}",
                "{\"metrics\": [{\"name\": 7, \"value\": 1}]}",
                "{\"metrics\": [{\"name\": \"a\", \"value\": 1, \"surprise\": true}]}",
                "{\"metrics\": [], \"metrics\": []}"
            })
    void refusesABodyThatIsNoPush(String body, RunningProduct product) {
        var sender = new Sender(product);

        sender.atTheDoor(Collector.gzip(body)).expectRefusal(400);
        sender.throughTheGateway(Collector.gzip(body)).expectRefusal(400);

        sender.expectNothingStored();
    }

    @Test
    void refusesWhatOnlyClaimsToBeGzip(RunningProduct product) {
        var sender = new Sender(product);
        var cut = java.util.Arrays.copyOf(Collector.gzip("{\"metrics\": []}"), 12);

        sender.atTheDoor("{}".getBytes(StandardCharsets.UTF_8)).expectRefusal(400);
        sender.throughTheGateway("{}".getBytes(StandardCharsets.UTF_8)).expectRefusal(400);
        sender.atTheDoor(cut).expectRefusal(400);

        sender.expectNothingStored();
    }

    @Test
    void refusesElevenMegabytes(RunningProduct product) {
        var sender = new Sender(product);
        var bomb = Collector.gzip("{" + " ".repeat(ELEVEN_MEGABYTES));
        var plain = "{" + " ".repeat(ELEVEN_MEGABYTES);

        sender.atTheDoor(bomb).expectRefusal(413);
        sender.throughTheGateway(bomb).expectRefusal(413);
        sendUntilAnswered(sender.program, "/api/v1/metrics/push", plain).expectRefusal(413);
        sendUntilAnswered(sender.ada.browser(), "/internal/v1/monitors", plain).expectRefusal(413);

        sender.expectNothingStored();
    }

    /** The product hangs up on what it will not read; a client that was still sending then may have missed the answer. */
    private static Answer sendUntilAnswered(Http sender, String path, String body) {
        for (var i = 0; i < 10; i++) {
            try {
                return plainly(sender, path, body);
            } catch (UncheckedIOException _) {
                Http.pause();
            }
        }
        return plainly(sender, path, body);
    }

    private static Answer plainly(Http sender, String path, String body) {
        return sender.send(
                sender.request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    @Test
    void refusesWhoeverHasNoGoodToken(RunningProduct product) {
        var sender = new Sender(product);
        var body = Collector.gzip("{\"metrics\": [{\"name\": \"a\", \"value\": 1}]}");
        var anonymous = sender.ada.anonymous();
        var forged = anonymous.with(Map.of("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30."));
        var nonsense = sender.collector.door().with(Map.of("Authorization", "Bearer nonsense"));

        for (var stranger : new Http[] {anonymous, forged}) {
            stranger.send(Collector.packed(stranger.request("/api/v1/metrics/push"), body))
                    .expectRefusal(401);
            stranger.get("/api/v1/monitors").expectRefusal(401);
            stranger.get("/internal/v1/incidents").expectRefusal(401);
        }
        nonsense.send(Collector.packed(nonsense.request("/api/v1/metrics/push"), body))
                .expectRefusal(401);

        sender.expectNothingStored();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"friendly_name\": ",
                "{}",
                "{\"friendly_name\": 5, \"type\": \"http\", \"url\": \"http://127.0.0.1/\"}",
                "{\"friendly_name\": \"a\", \"type\": \"http\", \"url\": \"file:///etc/passwd\"}",
                "{\"friendly_name\": \"a\", \"type\": \"http\", \"url\": \"http://127.0.0.1/\", \"interval_seconds\":"
                        + " \"60\"}",
                "{\"friendly_name\": \"a\", \"type\": \"http\", \"url\": \"http://127.0.0.1/\", \"interval_seconds\":"
                        + " 1}",
                "{\"friendly_name\": \"a\", \"type\": \"http\", \"url\": \"http://127.0.0.1/\", \"account_id\":"
                        + " \"acc_1\"}"
            })
    void refusesAMonitorThatMakesNoSense(String body, RunningProduct product) {
        var browser = Customer.signUp(product.address()).browser();

        browser.send(browser.request("/internal/v1/monitors")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)))
                .expectRefusal(400);

        assertThat(browser.get("/internal/v1/monitors").expect(200).body().path("data"))
                .isEmpty();
    }

    /** Somebody with everything that a good push needs. */
    private static final class Sender {

        private final Customer ada;
        private final Http program;
        private final Collector collector;

        Sender(RunningProduct product) {
            ada = Customer.signUp(product.address());
            program = ada.program("metrics:write", "monitors:read");
            collector = ada.collector("wrong-host");
        }

        Answer atTheDoor(byte[] body) {
            return send(collector.door(), collector.pushUrl().getPath(), body);
        }

        Answer throughTheGateway(byte[] body) {
            return send(program, "/api/v1/metrics/push", body);
        }

        void expectNothingStored() {
            assertThat(program.get("/api/v1/servers").expect(200).body().path("data"))
                    .isEmpty();
        }

        private static Answer send(Http sender, String path, byte[] body) {
            return sender.send(Collector.packed(sender.request(path), body));
        }
    }
}
