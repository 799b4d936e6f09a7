package io.tocsin.query.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.egress.AddressGuard;
import io.tocsin.platform.egress.EgressRequest;
import io.tocsin.platform.egress.EgressResult;
import io.tocsin.platform.egress.EgressSettings;
import io.tocsin.platform.egress.EgressUrl;
import io.tocsin.platform.egress.GuardedResolver;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/**
 * Whatever way a forbidden address is written, in an endpoint that got past every check or in a redirect: no delivery
 * sends anything there. Counted where it would arrive: a server on every address of this machine.
 */
@Timeout(120)
class ForbiddenHooksTest {
    /** Longer than a slow machine takes for its first try; nothing here is right because of its end. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final List<String> REACHED = new CopyOnWriteArrayList<>();

    private static ServerSocket everywhere;
    private static HookClient strict;

    @BeforeAll
    static void open() throws IOException {
        everywhere = new ServerSocket(0, 50);
        serve(everywhere, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        strict = client(List.of());
    }

    @AfterAll
    static void close() throws IOException {
        strict.close();
        everywhere.close();
    }

    @ParameterizedTest
    @MethodSource("io.tocsin.platform.testing.ForbiddenAddresses#spellings")
    void noDeliveryReachesAForbiddenAddress(String host) {
        REACHED.clear();

        for (String scheme : List.of("http", "https")) {
            for (boolean kept : List.of(true, false)) {
                EgressResult result = strict.send(request(address(scheme, host), kept));

                assertThat(result)
                        .isInstanceOfSatisfying(
                                EgressResult.Failed.class,
                                failed -> assertThat(failed.failure().sentence())
                                        .containsAnyOf("is not a public address", "could not be resolved"));
            }
        }

        assertThat(REACHED).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.tocsin.platform.testing.ForbiddenAddresses#spellings")
    void noRedirectIsFollowed(String host) throws IOException {
        String location = address("http", host);
        try (HookClient opened = client(List.of("0.0.0.0/0", "::/0"));
                ServerSocket door = new ServerSocket(0, 50)) {
            serve(door, "HTTP/1.1 307 Temporary Redirect\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
            REACHED.clear();

            EgressResult result = opened.send(request("http://127.0.0.1:" + door.getLocalPort() + "/", true));

            assertThat(result)
                    .isInstanceOfSatisfying(
                            EgressResult.Answered.class,
                            answered -> assertThat(answered.status()).isEqualTo(307));
            assertThat(REACHED).containsExactly(Integer.toString(door.getLocalPort()));
        }
    }

    private static String address(String scheme, String host) {
        return scheme + "://" + host + ":" + everywhere.getLocalPort() + "/";
    }

    private static EgressRequest request(String url, boolean kept) {
        return new EgressRequest("POST", EgressUrl.parse(url), Map.of(), new byte[] {'{', '}'}, TIMEOUT, 0, 1024, kept);
    }

    private static HookClient client(List<String> opened) {
        DeliverySettings usual = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("tocsin.deliveries", DeliverySettings.class);
        return new HookClient(
                new GuardedResolver(new AddressGuard(opened)), new EgressSettings(opened, "Tocsin", 10, 10), usual);
    }

    private static void serve(ServerSocket door, String answer) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    try (Socket socket = door.accept()) {
                        REACHED.add(Integer.toString(door.getLocalPort()));
                        socket.getInputStream().read(new byte[4096]);
                        socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                    }
                }
            } catch (IOException _) {
                // closed: the test is over
            }
        });
    }
}
