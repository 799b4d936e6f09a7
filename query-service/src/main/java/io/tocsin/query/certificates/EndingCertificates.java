package io.tocsin.query.certificates;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tocsin.query.storage.AfterCommit;
import io.tocsin.query.webhooks.Announcements;
import io.tocsin.query.webhooks.EventType;
import io.tocsin.query.webhooks.News;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Warns once for each certificate and each time before its end; in the transaction of what showed it. */
@Component
public class EndingCertificates {
    private static final Duration OLD = Duration.ofHours(1);
    private static final String MONITOR = "monitor";
    private static final String COLLECTOR = "collector";

    private record Warning(String subjectId, Instant notAfter, Duration before) {}

    private final Cache<Warning, Boolean> given =
            Caffeine.newBuilder().maximumSize(10_000).build();
    private final Announcements announcements;
    private final CertificateSettings settings;
    private final InstantSource clock;

    EndingCertificates(Announcements announcements, CertificateSettings settings, InstantSource clock) {
        this.announcements = announcements;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A check saw a certificate. What an old one saw may have been renewed since.
     *
     * @param notAfter when the certificate ends; null if there was none
     * @param at when the check took place
     */
    public void seen(String accountId, String monitorId, @Nullable Instant notAfter, Instant at) {
        if (notAfter != null && at.isAfter(clock.instant().minus(OLD))) {
            warn(accountId, MONITOR, monitorId, notAfter, settings.targets());
        }
    }

    /** A collector's certificate has not been renewed yet. */
    void held(String accountId, String collectorId, Instant notAfter) {
        warn(accountId, COLLECTOR, collectorId, notAfter, settings.collectors());
    }

    private void warn(String accountId, String kind, String id, Instant notAfter, List<Duration> times) {
        Instant now = clock.instant();
        if (!notAfter.isAfter(now)) {
            return;
        }
        times.stream()
                .filter(before -> !notAfter.minus(before).isAfter(now))
                .findFirst()
                .map(before -> new Warning(id, notAfter, before))
                .filter(warning -> given.getIfPresent(warning) == null)
                .ifPresent(warning -> {
                    announcements.announce(News.of(accountId, EventType.CERTIFICATE_EXPIRING, now)
                            .with("subject_kind", kind)
                            .with("subject_id", id)
                            .with("not_after", notAfter)
                            .with("days_left", ChronoUnit.DAYS.between(now, notAfter))
                            .about(id, "%s ends %s, %s before".formatted(id, notAfter, warning.before())));
                    AfterCommit.run(() -> given.put(warning, true));
                });
    }
}
