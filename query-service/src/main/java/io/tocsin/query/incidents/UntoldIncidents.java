package io.tocsin.query.incidents;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.platform.tenancy.Tenancy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Proves that every incident of the last day was announced when it opened, was taken and was resolved; whatever was not
 * is announced now. The last hour is looked at all the time, the last day now and then, by one instance at a time.
 *
 * <p>{@code incident_announcements_repaired_total} above zero: wake somebody, an alarm would have been lost.
 */
@Component
class UntoldIncidents {
    private static final Logger LOG = LoggerFactory.getLogger(UntoldIncidents.class);

    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('untold incidents', 0))";

    private final JdbcClient jdbc;
    private final Incidents incidents;
    private final IncidentNews news;
    private final TransactionTemplate transactions;
    private final Counter repaired;

    UntoldIncidents(
            JdbcClient jdbc,
            Incidents incidents,
            IncidentNews news,
            TransactionTemplate transactions,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.news = news;
        this.transactions = transactions;
        this.repaired = meters.counter("incident_announcements_repaired");
    }

    @Scheduled(fixedDelayString = "PT60S", initialDelayString = "PT40S")
    void look() {
        look(Duration.ofHours(1));
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void lookBack() {
        look(Duration.ofDays(1));
    }

    private void look(Duration back) {
        Tenancy.everyAccount(() -> transactions.executeWithoutResult(_ -> {
            if (jdbc.sql(LOCK).query(Boolean.class).single()) {
                incidents.untold(back).forEach(this::tell);
            }
        }));
    }

    private void tell(Incident incident) {
        boolean opened = news.opened(incident);
        boolean taken = incident.acknowledgedAt() != null && news.acknowledged(incident);
        boolean resolved = incident.resolvedAt() != null && news.resolved(incident);
        if (opened || taken || resolved) {
            repaired.increment();
            LOG.error("The incident {} had not been announced; it is now", incident.id());
        }
    }
}
