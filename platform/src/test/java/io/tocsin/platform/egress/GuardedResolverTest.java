package io.tocsin.platform.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tocsin.platform.egress.EgressFailure.Abandoned;
import io.tocsin.platform.egress.EgressFailure.ForbiddenAddress;
import io.tocsin.platform.egress.EgressFailure.NameNotResolved;
import io.tocsin.platform.egress.EgressFailure.TimedOut;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuardedResolverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void answersEveryAddressOfAPublicName() throws EgressException {
        try (GuardedResolver resolver = resolving("1.1.1.1", "2606:4700:4700::1111")) {
            assertThat(resolver.resolve("both.example", PATIENCE))
                    .containsExactly(InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("2606:4700:4700::1111"));
        }
    }

    @Test
    void refusesANameOfWhichOneAddressIsForbidden() {
        try (GuardedResolver resolver = resolving("1.1.1.1", "2606:4700:4700::1111", "169.254.169.254")) {
            assertThat(failure(resolver, "mixed.example"))
                    .isEqualTo(new ForbiddenAddress("mixed.example", InetAddress.ofLiteral("169.254.169.254")));
        }
    }

    @Test
    void tellsTheCustomerNothingAboutTheAddressBehindAName() {
        try (GuardedResolver resolver = resolving("10.11.12.13")) {
            assertThat(failure(resolver, "inside.example").sentence())
                    .isEqualTo("inside.example is not a public address");
        }
    }

    @Test
    void judgesALiteralWithoutAskingAnybody() {
        NameLookup nobody = host -> {
            throw new AssertionError("asked for " + host);
        };
        try (GuardedResolver resolver = new GuardedResolver(new AddressGuard(List.of()), nobody)) {
            assertThat(failure(resolver, "127.0.0.1")).isInstanceOf(ForbiddenAddress.class);
            assertThat(failure(resolver, "127.1")).isInstanceOf(ForbiddenAddress.class);
            assertThat(failure(resolver, "::1")).isInstanceOf(ForbiddenAddress.class);
        }
    }

    @Test
    void saysThatANameIsUnknown() {
        NameLookup unknown = host -> {
            throw new UnknownHostException(host);
        };
        try (GuardedResolver resolver = new GuardedResolver(new AddressGuard(List.of()), unknown)) {
            assertThat(failure(resolver, "nowhere.example")).isEqualTo(new NameNotResolved("nowhere.example"));
        }
    }

    @Test
    void givesUpOnANameServerThatIsSilent() {
        CountDownLatch over = new CountDownLatch(1);
        NameLookup silent = host -> {
            over.await();
            return new InetAddress[0];
        };
        try (GuardedResolver resolver = new GuardedResolver(new AddressGuard(List.of()), silent)) {
            EgressFailure failure = failure(resolver, "silent.example", Duration.ofSeconds(1));
            for (int i = 0; i < 10 && failure instanceof Abandoned; i++) {
                // the machine was so slow that the name server was not even asked
                failure = failure(resolver, "silent.example", Duration.ofSeconds(1));
            }

            assertThat(failure).isInstanceOf(TimedOut.class);
            over.countDown();
        }
    }

    @Test
    void saysNothingAboutANameWhenItIsInterrupted() {
        CountDownLatch over = new CountDownLatch(1);
        NameLookup silent = host -> {
            over.await();
            return new InetAddress[0];
        };
        try (GuardedResolver resolver = new GuardedResolver(new AddressGuard(List.of()), silent)) {
            Thread.currentThread().interrupt();

            EgressFailure failure = failure(resolver, "public.example");

            assertThat(Thread.interrupted()).isTrue();
            assertThat(failure).isInstanceOf(Abandoned.class);
            over.countDown();
        }
    }

    @Test
    void saysNothingAboutANameThatItNeverCameTo() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(64);
        CountDownLatch over = new CountDownLatch(1);
        NameLookup silent = host -> {
            busy.countDown();
            over.await();
            return new InetAddress[0];
        };
        try (GuardedResolver resolver = new GuardedResolver(new AddressGuard(List.of()), silent)) {
            for (int i = 0; i < 64; i++) {
                Thread.ofVirtual().start(() -> failure(resolver, "silent.example"));
            }
            busy.await();

            assertThatExceptionOfType(EgressException.class)
                    .isThrownBy(() -> resolver.resolve("late.example", Duration.ofMillis(20)))
                    .extracting(EgressException::failure)
                    .isInstanceOf(Abandoned.class);
            over.countDown();
        }
    }

    @Test
    void refusesWorkOnceItIsClosed() {
        GuardedResolver resolver = resolving("1.1.1.1");
        resolver.close();

        assertThat(failure(resolver, "public.example")).isInstanceOf(Abandoned.class);
    }

    private static GuardedResolver resolving(String... addresses) {
        InetAddress[] answer = Stream.of(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        return new GuardedResolver(new AddressGuard(List.of()), host -> answer);
    }

    private static EgressFailure failure(GuardedResolver resolver, String host) {
        return failure(resolver, host, PATIENCE);
    }

    private static EgressFailure failure(GuardedResolver resolver, String host, Duration patience) {
        try {
            resolver.resolve(host, patience);
            throw new AssertionError(host + " was resolved");
        } catch (EgressException e) {
            return e.failure();
        }
    }
}
