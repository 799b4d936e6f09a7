package io.tocsin.platform.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetchedKeysTest {
    private static final JWKSelector MADE_UP =
            new JWKSelector(new JWKMatcher.Builder().keyID("made-up").build());

    private final AtomicInteger asked = new AtomicInteger();
    private volatile int status = 200;
    private HttpServer issuer;
    private FetchedKeys keys;

    @BeforeEach
    void start() throws Exception {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", exchange -> {
            asked.incrementAndGet();
            byte[] body = new JWKSet().toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        issuer.start();
        JWKSource<SecurityContext> limited = JWKSourceBuilder.create(
                        URI.create("http://127.0.0.1:" + issuer.getAddress().getPort())
                                .toURL(),
                        new DefaultResourceRetriever(60_000, 60_000))
                .cache(Duration.ofMinutes(5).toMillis(), Duration.ofSeconds(60).toMillis())
                .rateLimited(Duration.ofMinutes(1).toMillis())
                .build();
        keys = new FetchedKeys(limited);
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    @Test
    void findNoMadeUpKeyHoweverOftenItIsLookedFor() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(keys.get(MADE_UP, null)).isEmpty();
        }

        assertThat(asked.get()).isLessThan(5);
    }

    @Test
    void areAwayUntilSomeWereFetched() {
        status = 503;

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> keys.get(MADE_UP, null)).isInstanceOf(KeySourceException.class);
        }
        assertThatThrownBy(() -> keys.get(MADE_UP, null)).isInstanceOf(RateLimitReachedException.class);
    }
}
