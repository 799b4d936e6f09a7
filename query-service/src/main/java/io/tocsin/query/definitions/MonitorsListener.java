package io.tocsin.query.definitions;

import io.tocsin.events.MonitorDefined;
import io.tocsin.query.intake.Arrival;
import io.tocsin.query.intake.PositionTable;
import io.tocsin.query.intake.Reception;
import io.tocsin.query.intake.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
class MonitorsListener implements Reception<MonitorDefined, List<Arrival<MonitorDefined>>> {
    private final PositionTable positions;
    private final Accounts accounts;
    private final MonitorDefinitions monitors;

    MonitorsListener(PositionTable positions, Accounts accounts, MonitorDefinitions monitors) {
        this.positions = positions;
        this.accounts = accounts;
        this.monitors = monitors;
    }

    @KafkaListener(topics = "monitors.v1", groupId = "query-monitors")
    void monitorsDefined(List<ConsumerRecord<String, Object>> records, Consumer<?, ?> consumer) {
        positions.receive(records, consumer, this);
    }

    @Override
    public Class<MonitorDefined> type() {
        return MonitorDefined.class;
    }

    @Override
    public boolean knowsTombstones() {
        return true;
    }

    @Override
    public List<Verdict> judge(List<Arrival<MonitorDefined>> arrivals) {
        Map<String, String> owners = new HashMap<>();
        monitors.of(arrivals.stream().map(Arrival::key).toList())
                .forEach((id, monitor) -> owners.put(id, monitor.accountId()));
        Set<String> gone = accounts.deleted(arrivals.stream()
                .map(Arrival::event)
                .filter(Objects::nonNull)
                .map(MonitorDefined::getAccountId)
                .collect(Collectors.toSet()));
        return arrivals.stream().map(arrival -> judge(arrival, owners, gone)).toList();
    }

    private static Verdict judge(Arrival<MonitorDefined> arrival, Map<String, String> owners, Set<String> gone) {
        MonitorDefined event = arrival.event();
        if (event == null) {
            return Verdict.TAKE;
        }
        if (!event.getMonitorId().equals(arrival.key())) {
            return new Verdict.Refuse("Key and monitor differ");
        }
        if (gone.contains(event.getAccountId())) {
            return new Verdict.Ignore();
        }
        String owner = owners.putIfAbsent(arrival.key(), event.getAccountId());
        return owner == null || owner.equals(event.getAccountId())
                ? Verdict.TAKE
                : new Verdict.Refuse("The monitor belongs to another account");
    }

    @Override
    public List<Arrival<MonitorDefined>> prepare(
            List<Arrival<MonitorDefined>> taken, BiConsumer<Arrival<MonitorDefined>, String> refused) {
        return taken;
    }

    @Override
    public void store(List<Arrival<MonitorDefined>> taken) {
        for (Arrival<MonitorDefined> arrival : taken) {
            MonitorDefined event = arrival.event();
            if (event == null) {
                monitors.delete(arrival.key(), arrival.publishedAt());
            } else {
                monitors.put(of(event));
            }
        }
    }

    private static MonitorDefinition of(MonitorDefined event) {
        return new MonitorDefinition(
                event.getMonitorId(),
                event.getAccountId(),
                event.getRevision(),
                event.getFriendlyName(),
                event.getType(),
                event.getIntervalSeconds(),
                event.getFailureThreshold(),
                event.getRecoveryThreshold(),
                event.getPaused(),
                event.getChangedAt(),
                event.getPeriodSeconds(),
                event.getGraceSeconds(),
                null);
    }
}
