package io.tocsin.monitor.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.monitor.MonitorServiceIT;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class FoundingIT extends MonitorServiceIT {
    @Autowired
    private Founding founding;

    @Autowired
    private Authorities authorities;

    @Autowired
    private AuthorityPublisher publisher;

    @Autowired
    private PlatformTransactionManager transactions;

    @Test
    void foundsOneOfEachHoweverManyStartAtOnce() throws Exception {
        try (ExecutorService instances = Executors.newFixedThreadPool(4)) {
            List<Callable<String>> starts = IntStream.range(0, 8)
                    .<Callable<String>>mapToObj(
                            _ -> () -> founding.tokenAuthority().id())
                    .toList();

            assertThat(instances.invokeAll(starts).stream().map(Future::resultNow))
                    .containsOnly(founding.tokenAuthority().id());
        }
    }

    @Test
    void letsAnAuthorityThatAgesSignUntilItsSuccessorIsKnown() {
        Instant now = Instant.now();
        String own = founding.certificateAuthority().id();
        TransactionTemplate transaction = new TransactionTemplate(transactions);
        transaction.executeWithoutResult(rollback -> {
            InstantSource late = () -> now.plus(Duration.ofDays(2000));
            Founding aging = founding(late, Duration.ofMinutes(1));
            Founding later = founding(() -> late.instant().plusSeconds(61), Duration.ofMinutes(1));

            assertThat(aging.certificateAuthority().id()).isEqualTo(own);
            assertThat(aging.certificateAuthority().id()).isEqualTo(own);
            assertThat(aging.trusted()).hasSize(2);
            assertThat(later.certificateAuthority().id()).isNotEqualTo(own);
            assertThat(later.trusted()).hasSize(2);
            rollback.setRollbackOnly();
        });
    }

    private Founding founding(InstantSource clock, Duration overlap) {
        return new Founding(
                authorities, publisher, new AuthoritySettings("", "", Duration.ofDays(3650), overlap), clock);
    }

    @Test
    void importsAConfiguredAuthorityOnceAndKeepsTheEarlierOne(@TempDir Path folder) throws Exception {
        String own = founding.certificateAuthority().id();
        KeyPair keys = X509Issuer.keyPair();
        Instant now = Instant.now();
        Path certificate = Files.writeString(
                folder.resolve("ca.crt"), Pem.of(X509Issuer.root("Given", keys, now, now.plus(Duration.ofDays(1)))));
        Path key = Files.writeString(folder.resolve("ca.key"), Pem.of(keys.getPrivate()));
        Founding configured = new Founding(
                authorities,
                publisher,
                new AuthoritySettings(certificate.toString(), key.toString(), Duration.ofDays(1), Duration.ZERO),
                InstantSource.system());
        TransactionTemplate transaction = new TransactionTemplate(transactions);

        transaction.executeWithoutResult(rollback -> {
            Authority imported = configured.certificateAuthority();

            assertThat(imported.publicPart()).isEqualTo(Pem.of(Pem.certificate(imported.publicPart())));
            assertThat(configured.certificateAuthority().id()).isEqualTo(imported.id());
            assertThat(authorities.valid(Authority.Kind.CERTIFICATE, Instant.now()))
                    .extracting(Authority::id)
                    .contains(own, imported.id());
            rollback.setRollbackOnly();
        });
    }
}
