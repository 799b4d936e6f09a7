package io.tocsin.gateway.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.settings.SettingsException;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExchangedTokensTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final ExchangedTokens tokens = new ExchangedTokens(Duration.ofSeconds(5), 100, nanos::get);

    @Test
    void asksAgainAfterFiveSeconds() {
        assertThat(token("cookie", 60)).isEqualTo("token 1");
        pass(Duration.ofMillis(4900));
        assertThat(token("cookie", 60)).isEqualTo("token 1");
        pass(Duration.ofMillis(200));
        assertThat(token("cookie", 60)).isEqualTo("token 2");
    }

    @Test
    void handsNoTokenOnThatIsAboutToExpire() {
        token("cookie", 6);
        pass(Duration.ofMillis(1100));

        assertThat(token("cookie", 6)).isEqualTo("token 2");
    }

    @Test
    void keepsCredentialsApart() {
        assertThat(token("one", 60)).isNotEqualTo(token("two", 60));
    }

    @Test
    void remembersForAMomentThatACredentialIsNoGood() {
        assertThat(tokens.of("bad", this::refused)).isNull();
        assertThat(tokens.of("bad", this::refused)).isNull();
        assertThat(asked).hasValue(1);

        pass(Duration.ofMillis(1100));
        assertThat(token("bad", 60)).isEqualTo("token 2");
    }

    @Test
    void remembersAFailureForAMoment() {
        assertThatThrownBy(() -> tokens.of("cookie", this::failed)).isInstanceOf(ApiException.class);
        assertThatThrownBy(() -> tokens.of("cookie", this::failed)).isInstanceOf(ApiException.class);
        assertThat(asked).hasValue(1);

        pass(Duration.ofMillis(1100));
        assertThat(token("cookie", 60)).isEqualTo("token 2");
    }

    @Test
    void remembersNothingThatWasNotForeseen() {
        assertThatThrownBy(() -> tokens.of("cookie", () -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(token("cookie", 60)).isEqualTo("token 1");
    }

    @Test
    void givesTheAnswerToAllWhoAskedMeanwhile() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> all = Stream.generate(() -> askers.submit(() -> tokens.of("cookie", () -> {
                        asked.incrementAndGet();
                        awaitQuietly(answer);
                        throw new ApiException(ErrorCode.GATEWAY_002);
                    })))
                    .limit(20)
                    .toList();

            // somebody else's credential does not wait
            assertThat(token("another", 60)).isNotNull();
            answer.countDown();

            assertThat(all).allSatisfy(one -> assertThatThrownBy(one::get).hasCauseInstanceOf(ApiException.class));
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void stopsTheStartWhereASessionWouldOutliveItsEnd() {
        assertThatThrownBy(() -> new ExchangeSettings(Duration.ofSeconds(6), Duration.ofSeconds(60), 1))
                .isInstanceOf(SettingsException.class);
        assertThatThrownBy(() -> new ExchangeSettings(Duration.ofSeconds(5), Duration.ofSeconds(61), 1))
                .isInstanceOf(SettingsException.class);
        assertThatThrownBy(() -> new ExchangeSettings(Duration.ofMillis(5900), Duration.ofSeconds(60), 1))
                .isInstanceOf(SettingsException.class);
    }

    private String token(String credential, long seconds) {
        return tokens.of(credential, () -> new TokenAnswer("token " + asked.incrementAndGet(), seconds));
    }

    private TokenAnswer refused() {
        asked.incrementAndGet();
        return null;
    }

    private TokenAnswer failed() {
        asked.incrementAndGet();
        throw new ApiException(ErrorCode.GATEWAY_002);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
