package io.tocsin.query.heartbeats;

import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.query.checks.Checks;
import io.tocsin.query.checks.Checks.NewCheck;
import io.tocsin.query.checks.Checks.Slot;
import io.tocsin.query.definitions.MonitorDefinition;
import io.tocsin.query.definitions.MonitorDefinitions;
import io.tocsin.query.incidents.Observation;
import io.tocsin.query.incidents.Watch;
import io.tocsin.query.intake.UpToDate;
import io.tocsin.query.storage.TimeTables;
import io.tocsin.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notices calls that did not come and stores each as a failed check, once, whichever instance is faster. Only what lies
 * before everything that is stored already counts as missed, so that a topic read late looks like no silence.
 */
@Component
class MissedHeartbeats implements SchedulingConfigurer {
    /** Where a check was made that nobody made. */
    static final String LOCATION = "deadline";

    /** Between the door's taking a call and its being on the topic. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);

    private final Heartbeats heartbeats;
    private final Checks checks;
    private final Watch watch;
    private final MonitorDefinitions monitors;
    private final TimeTables tables;
    private final TransactionTemplate transactions;
    private final HeartbeatSettings settings;
    private final UpToDate upToDate;

    MissedHeartbeats(
            Heartbeats heartbeats,
            Checks checks,
            Watch watch,
            MonitorDefinitions monitors,
            TimeTables tables,
            TransactionTemplate transactions,
            HeartbeatSettings settings,
            UpToDate.Factory lag) {
        this.heartbeats = heartbeats;
        this.checks = checks;
        this.watch = watch;
        this.monitors = monitors;
        this.tables = tables;
        this.transactions = transactions;
        this.settings = settings;
        this.upToDate = lag.of(Topics.CHECKS);
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(this::look, settings.look(), Duration.ofSeconds(15)));
    }

    void look() {
        Tenancy.everyAccount(() -> {
            Instant stored = upToDate.storedUntil();
            if (stored != null) {
                noteMissed(stored.minus(ON_ITS_WAY));
            }
        });
    }

    private void noteMissed(Instant until) {
        List<Instant> deadlines = heartbeats.due(until).stream()
                .flatMap(heartbeat -> heartbeat.missed(until).stream())
                .toList();
        if (!deadlines.isEmpty()) {
            tables.ensure("check_event", deadlines);
            transactions.executeWithoutResult(_ -> store(heartbeats.lockDue(until), until));
        }
    }

    private void store(List<Heartbeat> due, Instant until) {
        Map<String, MonitorDefinition> known =
                monitors.of(due.stream().map(Heartbeat::monitorId).collect(Collectors.toSet()));
        List<NewCheck> missed = new ArrayList<>();
        for (Heartbeat heartbeat : due) {
            long revision =
                    Objects.requireNonNull(known.get(heartbeat.monitorId())).revision();
            heartbeat.missed(until).forEach(deadline -> missed.add(check(heartbeat, deadline, revision)));
        }
        if (missed.isEmpty()) {
            return;
        }
        Set<Slot> stored = checks.insert(missed);
        watch.observed(
                missed.stream()
                        .filter(check -> stored.contains(slot(check)))
                        .map(MissedHeartbeats::observation)
                        .toList(),
                known);
    }

    private static NewCheck check(Heartbeat heartbeat, Instant deadline, long revision) {
        return new NewCheck(
                heartbeat.monitorId(),
                deadline.toString(),
                LOCATION,
                heartbeat.accountId(),
                deadline.toString(),
                false,
                null,
                null,
                "No heartbeat came in time: one is due every %d s, with %d s of grace"
                        .formatted(
                                heartbeat.period().toSeconds(),
                                heartbeat.grace().toSeconds()),
                revision,
                1,
                false,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Slot slot(NewCheck check) {
        return new Slot(check.monitor_id(), Instant.parse(check.scheduled_at()), check.location());
    }

    private static Observation observation(NewCheck check) {
        Instant deadline = Instant.parse(check.scheduled_at());
        return new Observation(check.monitor_id(), deadline, LOCATION, false, check.reason(), deadline, null, null);
    }
}
