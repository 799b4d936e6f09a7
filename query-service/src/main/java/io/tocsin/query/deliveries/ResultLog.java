package io.tocsin.query.deliveries;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.query.deliveries.Outcome.Delivered;
import io.tocsin.query.deliveries.Outcome.Gone;
import io.tocsin.query.deliveries.Outcome.Refused;
import io.tocsin.query.storage.SqlTime;
import io.tocsin.query.webhooks.Disabling;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes down what tries came to, many in one statement.
 *
 * <p>{@code webhook_deliveries_total} by outcome: {@code exhausted} rising means customers miss alarms.
 */
@Component
class ResultLog {
    private static final String WRITE = """
        UPDATE webhook_delivery d SET
            status = CASE WHEN d.status = 'pending' THEN r.status ELSE d.status END,
            reason = CASE WHEN d.status = 'pending' THEN r.reason ELSE d.reason END,
            ended_at = CASE WHEN d.status = 'pending' THEN r.ended_at ELSE d.ended_at END,
            tries = r.tries,
            next_attempt_at = r.next_at,
            attempts = CASE WHEN jsonb_array_length(d.attempts) < 100 THEN d.attempts ELSE d.attempts - 0 END
                || CAST(r.attempt AS jsonb)
        FROM unnest(CAST(? AS text[]), CAST(? AS int[]), CAST(? AS text[]), CAST(? AS text[]), CAST(? AS int[]),
            CAST(? AS timestamptz[]), CAST(? AS timestamptz[]), CAST(? AS text[]))
            AS r (id, lease, status, reason, tries, next_at, ended_at, attempt)
        WHERE d.id = r.id AND d.leases = r.lease
        """;

    /** An endpoint that nothing was sent to for this long, longer than any delay of the schedule, starts anew. */
    private static final Duration QUIET = Duration.ofDays(1);
    /** How exactly the last failure is known. */
    private static final Duration NOTED = Duration.ofMinutes(1);

    private static final String FAILED = """
        UPDATE webhook_health
        SET failing_since = CASE WHEN failing_since IS NULL OR last_failed_at < :quiet THEN :now ELSE failing_since END,
            last_failed_at = :now
        WHERE endpoint_id = ANY (:ids) AND (failing_since IS NULL OR last_failed_at IS NULL OR last_failed_at < :noted)
        """;

    private record Written(Tried tried, Verdict verdict) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Disabling disabling;
    private final DeliverySettings settings;
    private final RetrySchedule schedule;
    private final InstantSource clock;
    private final MeterRegistry meters;

    ResultLog(
            JdbcClient jdbc,
            JsonMapper json,
            Disabling disabling,
            DeliverySettings settings,
            InstantSource clock,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.json = json;
        this.disabling = disabling;
        this.settings = settings;
        this.schedule = new RetrySchedule(settings.schedule());
        this.clock = clock;
        this.meters = meters;
    }

    @Transactional
    public void write(List<Tried> results) {
        Instant now = clock.instant();
        List<Written> rows = results.stream()
                .map(tried -> new Written(tried, Verdict.of(tried, schedule, now, ThreadLocalRandom.current())))
                .toList();
        store(rows, now);
        noteHealth(results, now);
        rows.forEach(row -> meters.counter("webhook_deliveries", "outcome", outcome(row.verdict()))
                .increment());
    }

    private static String outcome(Verdict verdict) {
        return verdict.over() ? verdict.status() : verdict.counts() ? "failed" : "not_tried";
    }

    private void store(List<Written> rows, Instant now) {
        jdbc.sql(WRITE)
                .param(rows.stream().map(row -> row.tried().delivery().id()).toArray(String[]::new))
                .param(rows.stream().map(row -> row.tried().delivery().lease()).toArray(Integer[]::new))
                .param(rows.stream().map(row -> row.verdict().status()).toArray(String[]::new))
                .param(rows.stream().map(row -> row.verdict().reason()).toArray(String[]::new))
                .param(rows.stream().map(row -> row.verdict().tries()).toArray(Integer[]::new))
                .param(rows.stream()
                        .map(row -> row.verdict().nextAt().toString())
                        .toArray(String[]::new))
                .param(rows.stream()
                        .map(row -> row.verdict().over() ? now.toString() : null)
                        .toArray(String[]::new))
                .param(rows.stream().map(this::attempt).toArray(String[]::new))
                .update();
    }

    private String attempt(Written row) {
        return row.verdict().counts()
                ? json.writeValueAsString(List.of(row.tried().attempt()))
                : "[]";
    }

    private void noteHealth(List<Tried> results, Instant now) {
        Map<String, Tried> failing = new TreeMap<>();
        results.stream()
                .filter(tried -> tried.outcome() instanceof Refused)
                .forEach(tried -> failing.put(tried.delivery().endpointId(), tried));
        List<String> answering = results.stream()
                .filter(tried -> tried.outcome() instanceof Delivered)
                .map(tried -> tried.delivery().endpointId())
                .distinct()
                .sorted()
                .toList();
        answering.forEach(failing::remove);
        if (!answering.isEmpty()) {
            jdbc.sql("""
                UPDATE webhook_health SET failing_since = NULL
                WHERE endpoint_id = ANY (?) AND failing_since IS NOT NULL
                """).param(answering.toArray(String[]::new)).update();
        }
        Map<String, Tried> gone = new TreeMap<>();
        results.stream()
                .filter(tried -> tried.outcome() instanceof Gone)
                .forEach(tried -> gone.put(tried.delivery().endpointId(), tried));
        gone.values().forEach(tried -> disable(tried.delivery(), "It answered 410 Gone"));
        failed(failing.keySet(), now)
                .forEach(id -> disable(
                        Objects.requireNonNull(failing.get(id)).delivery(),
                        "It has failed for %d hours; the last time: %s"
                                .formatted(
                                        settings.disableAfter().toHours(),
                                        Objects.requireNonNull(failing.get(id))
                                                .attempt()
                                                .error())));
    }

    private void disable(Leased delivery, @Nullable String reason) {
        disabling.disable(
                delivery.accountId(), delivery.endpointId(), delivery.endpointRevision(), String.valueOf(reason));
    }

    /** Notes that they fail. @return those that have done so for too long */
    private List<String> failed(Collection<String> endpointIds, Instant now) {
        if (endpointIds.isEmpty()) {
            return List.of();
        }
        String[] ids = endpointIds.toArray(String[]::new);
        jdbc.sql(FAILED)
                .param("ids", ids)
                .param("now", SqlTime.of(now))
                .param("quiet", SqlTime.of(now.minus(QUIET)))
                .param("noted", SqlTime.of(now.minus(NOTED)))
                .update();
        return jdbc.sql("SELECT endpoint_id FROM webhook_health WHERE endpoint_id = ANY (?) AND failing_since < ?")
                .params(ids, SqlTime.of(now.minus(settings.disableAfter())))
                .query(String.class)
                .list();
    }
}
