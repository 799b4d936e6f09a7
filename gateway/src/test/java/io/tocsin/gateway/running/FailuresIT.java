package io.tocsin.gateway.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FailuresIT extends RunningGateway {
    @Autowired
    private CircuitBreakerRegistry breakers;

    @AfterEach
    void closeBreakers() {
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    }

    @Test
    void excusesAServiceThatHangs() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        QUERY.on("/api/v1/servers", (exchange, arrived) -> await(end));

        HttpResponse<String> answer = send(request("/api/v1/servers", owner()));
        end.countDown();

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(code(answer)).isEqualTo("GATEWAY_002");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void excusesAServiceThatBreaksOff() throws Exception {
        QUERY.on("/api/v1/servers", (exchange, arrived) -> {
            throw new IOException("no answer at all");
        });

        assertThat(code(send(request("/api/v1/servers", owner())))).isEqualTo("GATEWAY_002");
    }

    @Test
    void asksNoMoreOnceHalfOfTheCallsHaveFailed() throws Exception {
        QUERY.on("/api/v1/servers", (exchange, arrived) -> {
            throw new IOException("no answer at all");
        });
        for (int i = 0; i < 20; i++) {
            send(request("/api/v1/servers", owner()));
        }
        int before = QUERY.arrived.size();

        HttpResponse<String> answer = send(request("/api/v1/servers", owner()));

        assertThat(breakers.circuitBreaker("query").getState()).isEqualTo(CircuitBreaker.State.OPEN);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(QUERY.arrived).hasSize(before);
        assertThat(send(request("/api/v1/monitors", owner())).statusCode()).isEqualTo(200);
    }

    @Test
    void takesAnErrorOfAServiceForAnAnswer() throws Exception {
        QUERY.on("/api/v1/servers", (exchange, arrived) -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            StandIn.send(exchange, 503, "application/json", "{\"theirs\":1}");
        });

        HttpResponse<String> answer = send(request("/api/v1/servers", owner()));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("{\"theirs\":1}");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
    }

    @Test
    void letsNoHalfAnswerPassForAWholeOne() {
        QUERY.on("/api/v1/servers", (exchange, arrived) -> {
            String part = "186a0\r\n" + "x".repeat(100_000) + "\r\n";
            // chunks written by hand: the server would end them properly
            exchange.getResponseHeaders().set("Transfer-Encoding", "chunked");
            exchange.sendResponseHeaders(200, 300_000);
            exchange.getResponseBody().write(part.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("and no more");
        });

        assertThatThrownBy(() -> send(request("/api/v1/servers", owner()))).isInstanceOf(IOException.class);
    }

    @Test
    void passesEventsOfAStreamOnAsTheyCome() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        QUERY.on("/internal/v1/events", (exchange, arrived) -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            await(seen);
            // longer than a service may otherwise be silent
            sleep(RESPONSE_TIMEOUT.plusSeconds(2));
            exchange.getResponseBody().write("data: 2\n\n".getBytes(StandardCharsets.UTF_8));
        });

        HttpRequest request = request("/internal/v1/events", owner())
                .header("Accept", "text/event-stream")
                .build();
        try (var lines = HTTP.send(request, BodyHandlers.ofLines()).body()) {
            var iterator = lines.iterator();
            assertThat(iterator.next()).isEqualTo("data: 1");
            seen.countDown();
            assertThat(iterator.next()).isEmpty();
            assertThat(iterator.next()).isEqualTo("data: 2");
        }
    }

    @Test
    void endsAStreamWhoseClientIsGone() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        QUERY.on("/internal/v1/events", (exchange, arrived) -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write("data: 1\n\n".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    sleep(Duration.ofMillis(20));
                }
            } catch (IOException e) {
                gone.countDown();
                throw e;
            }
        });
        HttpRequest request = request("/internal/v1/events", owner())
                .header("Accept", "text/event-stream")
                .build();

        try (var lines = HTTP.send(request, BodyHandlers.ofLines()).body()) {
            assertThat(lines.iterator().next()).isEqualTo("data: 1");
        }

        assertThat(gone.await(60, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
