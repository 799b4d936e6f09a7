package io.tocsin.query.deliveries;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.query.webhooks.EndpointSettings;
import io.tocsin.query.webhooks.Endpoints;
import io.tocsin.query.webhooks.Listening;
import io.tocsin.query.webhooks.PastEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds what has happened against what is queued: every event of the last day has a row for every endpoint that
 * subscribed to it then, and no row waits longer than it should. A row that is missing is made. The last hour is looked
 * at all the time, the last day now and then, by one instance at a time.
 *
 * <p>{@code webhook_deliveries_repaired_total} above zero: wake somebody, an alarm would have been lost.
 * {@code webhook_deliveries_overdue} above zero for minutes: nobody sends.
 */
@Component
class Reconciler implements SchedulingConfigurer {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);

    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('webhook repairs', 0))";

    /**
     * What waits for an endpoint that fails, for its turn or for its rate waits as it should; of what is sent in order,
     * only the first of each subject is due.
     */
    private static final String OVERDUE = """
        SELECT count(*) FROM webhook_delivery d
        JOIN webhook_endpoint e ON e.id = d.endpoint_id AND e.enabled AND e.rate_limit IS NULL
        JOIN webhook_health h ON h.endpoint_id = e.id AND h.failing_since IS NULL
        WHERE d.status = 'pending' AND d.next_attempt_at < now() - interval '2 minutes'
            AND (NOT (e.ordered OR e.replaying) OR NOT EXISTS (SELECT 1 FROM webhook_delivery p
                WHERE p.endpoint_id = d.endpoint_id AND p.subject = d.subject AND p.status = 'pending'
                    AND p.event_seq < d.event_seq))
        """;

    private record Missing(PastEvent event, String endpointId) {}

    private final JdbcClient jdbc;
    private final Endpoints endpoints;
    private final Listening listening;
    private final TransactionTemplate transactions;
    private final DeliverySettings settings;
    private final Duration keep;
    private final Counter repaired;
    private final AtomicInteger overdue = new AtomicInteger();

    Reconciler(
            JdbcClient jdbc,
            Endpoints endpoints,
            Listening listening,
            TransactionTemplate transactions,
            DeliverySettings settings,
            EndpointSettings endpointSettings,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.endpoints = endpoints;
        this.listening = listening;
        this.transactions = transactions;
        this.settings = settings;
        this.keep = endpointSettings.keep();
        this.repaired = meters.counter("webhook_deliveries_repaired");
        Gauge.builder("webhook_deliveries_overdue", overdue, AtomicInteger::get)
                .description("Deliveries that should have been tried more than two minutes ago")
                .register(meters);
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(this::look, settings.look(), Duration.ofSeconds(30)));
    }

    void look() {
        Tenancy.everyAccount(() -> {
            repair(Duration.ofHours(1));
            endWhatNobodyTakes();
            overdue.set(jdbc.sql(OVERDUE).query(Integer.class).single());
        });
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void lookBack() {
        Tenancy.everyAccount(() -> repair(Duration.ofDays(1)));
    }

    private void repair(Duration back) {
        transactions.executeWithoutResult(_ -> {
            if (jdbc.sql(LOCK).query(Boolean.class).single()) {
                missing(back).forEach(this::make);
            }
        });
    }

    /** Leaves out the last minute, whose transactions may be under way, and what was announced as endpoints changed. */
    private List<Missing> missing(Duration back) {
        return jdbc.sql("""
            SELECT v.*, e.id AS endpoint_id FROM webhook_event v
            JOIN webhook_endpoint e ON e.account_id = v.account_id AND e.enabled AND NOT e.replaying
                AND v.recorded_at > e.live_since + interval '1 minute'
                AND (cardinality(e.event_types) = 0 OR v.type = ANY (e.event_types))
            WHERE v.recorded_at > now() - make_interval(secs => ?) AND v.recorded_at < now() - interval '1 minute'
                AND v.type <> 'webhook.test'
                AND NOT EXISTS (SELECT 1 FROM webhook_delivery d WHERE d.event_id = v.id AND d.endpoint_id = e.id)
            ORDER BY v.seq LIMIT 1000
            """)
                .param(back.toSeconds())
                .query((row, _) -> new Missing(PastEvent.read(row), row.getString("endpoint_id")))
                .list();
    }

    private void make(Missing missing) {
        listening.queue(missing.event(), endpoints.of(List.of(missing.endpointId())), false);
        repaired.increment();
        LOG.error(
                "The event {} was not queued for {}; it is now", missing.event().id(), missing.endpointId());
    }

    /** Sent again by hand in the instant in which its endpoint was disabled. */
    private void endWhatNobodyTakes() {
        jdbc.sql("""
            UPDATE webhook_delivery d SET status = 'cancelled', reason = 'The endpoint was disabled', ended_at = now()
            FROM webhook_endpoint e WHERE e.id = d.endpoint_id AND NOT e.enabled AND d.status = 'pending'
            """).update();
    }

    /** Drops what has been kept long enough; what is still to be sent stays. */
    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT10M")
    void forget() {
        Tenancy.everyAccount(() -> {
            int rows;
            do {
                rows = jdbc.sql("""
                    DELETE FROM webhook_event WHERE id IN (SELECT v.id FROM webhook_event v
                        WHERE v.recorded_at < now() - make_interval(secs => ?)
                            AND NOT EXISTS (SELECT 1 FROM webhook_delivery d
                                WHERE d.event_id = v.id AND d.status = 'pending')
                        ORDER BY v.recorded_at LIMIT 1000)
                    """).param(keep.toSeconds()).update();
            } while (rows > 0);
        });
    }
}
