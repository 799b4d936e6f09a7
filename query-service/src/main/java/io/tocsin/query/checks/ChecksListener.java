package io.tocsin.query.checks;

import io.tocsin.events.CheckCompleted;
import io.tocsin.query.certificates.EndingCertificates;
import io.tocsin.query.checks.Checks.NewCheck;
import io.tocsin.query.checks.Checks.Slot;
import io.tocsin.query.definitions.Accounts;
import io.tocsin.query.definitions.DefinitionTable;
import io.tocsin.query.definitions.MonitorDefinition;
import io.tocsin.query.definitions.MonitorDefinitions;
import io.tocsin.query.incidents.Observation;
import io.tocsin.query.incidents.Watch;
import io.tocsin.query.intake.Arrival;
import io.tocsin.query.intake.PositionTable;
import io.tocsin.query.intake.Reception;
import io.tocsin.query.intake.Verdict;
import io.tocsin.query.storage.EventTimes;
import io.tocsin.query.storage.TimeTables;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
class ChecksListener implements Reception<CheckCompleted, List<Arrival<CheckCompleted>>> {
    private static final int RETENTION_DAYS = 400;

    private final PositionTable positions;
    private final Accounts accounts;
    private final MonitorDefinitions monitors;
    private final DefinitionTable definitions;
    private final TimeTables tables;
    private final EventTimes times;
    private final Checks checks;
    private final Watch watch;
    private final EndingCertificates certificates;

    ChecksListener(
            PositionTable positions,
            Accounts accounts,
            MonitorDefinitions monitors,
            DefinitionTable definitions,
            TimeTables tables,
            EventTimes times,
            Checks checks,
            Watch watch,
            EndingCertificates certificates) {
        this.positions = positions;
        this.accounts = accounts;
        this.monitors = monitors;
        this.definitions = definitions;
        this.tables = tables;
        this.times = times;
        this.checks = checks;
        this.watch = watch;
        this.certificates = certificates;
    }

    @KafkaListener(topics = "checks.v1", groupId = "query-checks")
    void checksCompleted(List<ConsumerRecord<String, Object>> records, Consumer<?, ?> consumer) {
        positions.receive(records, consumer, this);
    }

    @Override
    public Class<CheckCompleted> type() {
        return CheckCompleted.class;
    }

    @Override
    public boolean storesTogether() {
        return true;
    }

    @Override
    public boolean knowsEverything() {
        return definitions.knowsAllMonitors();
    }

    @Override
    public List<Verdict> judge(List<Arrival<CheckCompleted>> arrivals) {
        Map<String, MonitorDefinition> known = defined(arrivals);
        Set<String> gone = accounts.deleted(arrivals.stream()
                .map(Arrival::fact)
                .filter(check -> !known.containsKey(check.getMonitorId()))
                .map(CheckCompleted::getAccountId)
                .collect(Collectors.toSet()));
        return arrivals.stream()
                .map(arrival -> gone.contains(arrival.fact().getAccountId())
                        ? new Verdict.Ignore()
                        : judge(arrival, known.get(arrival.fact().getMonitorId())))
                .toList();
    }

    private Verdict judge(Arrival<CheckCompleted> arrival, @Nullable MonitorDefinition monitor) {
        CheckCompleted check = arrival.fact();
        if (!check.getMonitorId().equals(arrival.key())) {
            return new Verdict.Refuse("Key and monitor differ");
        }
        if (monitor == null) {
            return new Verdict.Wait("There is no such monitor");
        }
        if (!monitor.accountId().equals(check.getAccountId())) {
            return new Verdict.Refuse("The monitor belongs to another account");
        }
        if (times.inTheFuture(check.getScheduledAt())) {
            return new Verdict.Refuse("It is dated in the future");
        }
        boolean over = monitor.deletedAt() != null || times.expired(check.getScheduledAt(), RETENTION_DAYS);
        return over ? new Verdict.Ignore() : Verdict.TAKE;
    }

    @Override
    public List<Arrival<CheckCompleted>> prepare(
            List<Arrival<CheckCompleted>> taken, BiConsumer<Arrival<CheckCompleted>, String> refused) {
        tables.ensure(
                "check_event",
                taken.stream().map(arrival -> arrival.fact().getScheduledAt()).toList());
        return taken;
    }

    @Override
    public void store(List<Arrival<CheckCompleted>> taken) {
        if (taken.isEmpty()) {
            return;
        }
        Set<Slot> stored = checks.insert(
                taken.stream().map(arrival -> newCheck(arrival.fact())).toList());
        // read again under the transaction: a deletion since the verdict must not bring the monitor's state back
        Map<String, MonitorDefinition> known = defined(taken);
        List<Observation> observations = taken.stream()
                .filter(arrival -> stored.contains(slot(arrival.fact())))
                .filter(arrival -> live(known.get(arrival.key())))
                .map(ChecksListener::observation)
                .collect(Collectors.toMap(o -> o.at() + o.monitorId() + o.location(), o -> o, (first, _) -> first))
                .values()
                .stream()
                .toList();
        watch.observed(observations, known);
        taken.stream()
                .map(Arrival::fact)
                .filter(check -> live(known.get(check.getMonitorId())))
                .forEach(check -> certificates.seen(
                        check.getAccountId(),
                        check.getMonitorId(),
                        check.getCertificateNotAfter(),
                        check.getStartedAt()));
    }

    private static boolean live(@Nullable MonitorDefinition monitor) {
        return monitor != null && monitor.deletedAt() == null;
    }

    private Map<String, MonitorDefinition> defined(List<Arrival<CheckCompleted>> arrivals) {
        return monitors.of(
                arrivals.stream().map(arrival -> arrival.fact().getMonitorId()).collect(Collectors.toSet()));
    }

    private static Slot slot(CheckCompleted check) {
        return new Slot(check.getMonitorId(), check.getScheduledAt(), check.getLocation());
    }

    private static Observation observation(Arrival<CheckCompleted> arrival) {
        CheckCompleted check = arrival.fact();
        return new Observation(
                check.getMonitorId(),
                check.getScheduledAt(),
                check.getLocation(),
                check.getSuccess(),
                check.getReason(),
                check.getStartedAt(),
                arrival.correlationId(),
                arrival.trace());
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static NewCheck newCheck(CheckCompleted check) {
        return new NewCheck(
                check.getMonitorId(),
                check.getScheduledAt().toString(),
                check.getLocation(),
                check.getAccountId(),
                check.getStartedAt().toString(),
                check.getSuccess(),
                check.getStatusCode(),
                check.getLatencyMicros(),
                check.getReason(),
                check.getRevision(),
                check.getAttempts(),
                check.getRequested(),
                check.getDnsMicros(),
                check.getConnectMicros(),
                check.getTlsMicros(),
                check.getFirstByteMicros(),
                check.getMessage(),
                check.getFailedAttempts().isEmpty() ? null : check.getFailedAttempts(),
                check.getLatenessMicros(),
                text(check.getCertificateNotAfter()));
    }
}
