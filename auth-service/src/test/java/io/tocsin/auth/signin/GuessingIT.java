package io.tocsin.auth.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.auth.Door;
import io.tocsin.auth.Emails;
import io.tocsin.auth.addresses.SignedAddress;
import io.tocsin.platform.testing.IntegrationTest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Guesses from one address and from many; {@code deploy/bench/auth} makes ten thousand through the gateway. */
@IntegrationTest
class GuessingIT {
    private static final int GUESSES = 600;

    private interface Headers {
        String[] of(int guess) throws Exception;
    }

    private final String email = Emails.next();

    @LocalServerPort
    private int port;

    private Door door;

    @BeforeEach
    void signUp() throws Exception {
        door = new Door(port);
        HttpResponse<String> made = door.post(
                "/auth/register",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, Door.PASSWORD),
                SignedAddress.HEADER,
                SignedAddress.of("198.51.100.1"));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    @Test
    void fromOneAddressAreStoppedWhateverHeadersTheySend() throws Exception {
        Map<Integer, Integer> answers = guess(i -> new String[] {
            SignedAddress.HEADER, SignedAddress.of("203.0.113.9"), "X-Forwarded-For", "10.0." + i / 250 + "." + i % 250
        });

        assertTried(5, answers);
        assertThat(signIn("198.51.100.1").statusCode()).isEqualTo(200);
        assertThat(signIn("192.0.2.4").statusCode()).isEqualTo(200);
    }

    @Test
    void fromManyAddressesAreStoppedAndTheOwnerStillSignsIn() throws Exception {
        Map<Integer, Integer> answers = guess(i ->
                new String[] {SignedAddress.HEADER, SignedAddress.of("10." + i / 60_000 + "." + i / 250 + "." + i % 250)
                });

        assertTried(50, answers);
        assertThat(signIn("198.51.100.1").statusCode()).isEqualTo(200);
    }

    /** All others were stopped. A slow machine may lack the room for some, which it says; those may have been counted. */
    private static void assertTried(int passwords, Map<Integer, Integer> answers) {
        int busy = answers.getOrDefault(503, 0);
        assertThat(answers.keySet()).isSubsetOf(401, 429, 503);
        assertThat(answers.get(401)).as("tried, of %s", answers).isBetween(passwords - busy, passwords);
    }

    private Map<Integer, Integer> guess(Headers headers) throws Exception {
        List<Callable<Integer>> guesses = new ArrayList<>();
        for (int i = 0; i < GUESSES; i++) {
            int guess = i;
            guesses.add(() -> door.post(
                            "/api/v1/auth/login",
                            "{\"email\":\"%s\",\"password\":\"guess number %d\"}".formatted(email, guess),
                            headers.of(guess))
                    .statusCode());
        }
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> answer : threads.invokeAll(guesses)) {
                statuses.add(answer.get());
            }
        }
        return new TreeMap<>(statuses.stream().collect(Collectors.toMap(status -> status, _ -> 1, Integer::sum)));
    }

    private HttpResponse<String> signIn(String address) throws Exception {
        return door.post(
                "/api/v1/auth/login",
                "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, Door.PASSWORD),
                SignedAddress.HEADER,
                SignedAddress.of(address));
    }
}
