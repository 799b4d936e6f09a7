package io.tocsin.query.definitions;

import io.tocsin.events.CollectorDefined;
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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@Component
class CollectorsListener implements Reception<CollectorDefined, List<Arrival<CollectorDefined>>> {
    private static final int DEFAULT_INTERVAL = 60;

    private final PositionTable positions;
    private final Accounts accounts;
    private final CollectorDefinitions collectors;
    private final JsonMapper json;

    CollectorsListener(PositionTable positions, Accounts accounts, CollectorDefinitions collectors, JsonMapper json) {
        this.positions = positions;
        this.accounts = accounts;
        this.collectors = collectors;
        this.json = json;
    }

    @KafkaListener(topics = "collectors.v1", groupId = "query-collectors")
    void collectorsDefined(List<ConsumerRecord<String, Object>> records, Consumer<?, ?> consumer) {
        positions.receive(records, consumer, this);
    }

    @Override
    public Class<CollectorDefined> type() {
        return CollectorDefined.class;
    }

    @Override
    public boolean knowsTombstones() {
        return true;
    }

    @Override
    public List<Verdict> judge(List<Arrival<CollectorDefined>> arrivals) {
        Map<String, String> owners = new HashMap<>();
        collectors
                .of(arrivals.stream().map(Arrival::key).toList())
                .forEach((id, collector) -> owners.put(id, collector.accountId()));
        Set<String> gone = accounts.deleted(arrivals.stream()
                .map(Arrival::event)
                .filter(Objects::nonNull)
                .map(CollectorDefined::getAccountId)
                .collect(Collectors.toSet()));
        return arrivals.stream().map(arrival -> judge(arrival, owners, gone)).toList();
    }

    private static Verdict judge(Arrival<CollectorDefined> arrival, Map<String, String> owners, Set<String> gone) {
        CollectorDefined event = arrival.event();
        if (event == null) {
            return Verdict.TAKE;
        }
        if (!event.getCollectorId().equals(arrival.key())) {
            return new Verdict.Refuse("Key and collector differ");
        }
        if (gone.contains(event.getAccountId())) {
            return new Verdict.Ignore();
        }
        String owner = owners.putIfAbsent(arrival.key(), event.getAccountId());
        return owner == null || owner.equals(event.getAccountId())
                ? Verdict.TAKE
                : new Verdict.Refuse("The collector belongs to another account");
    }

    @Override
    public List<Arrival<CollectorDefined>> prepare(
            List<Arrival<CollectorDefined>> taken, BiConsumer<Arrival<CollectorDefined>, String> refused) {
        return taken;
    }

    @Override
    public void store(List<Arrival<CollectorDefined>> taken) {
        for (Arrival<CollectorDefined> arrival : taken) {
            CollectorDefined event = arrival.event();
            if (event == null) {
                collectors.delete(arrival.key(), arrival.publishedAt());
            } else {
                collectors.put(of(event));
            }
        }
    }

    private CollectorDefinition of(CollectorDefined event) {
        return new CollectorDefinition(
                event.getCollectorId(),
                event.getAccountId(),
                event.getRevision(),
                event.getName(),
                event.getHostname(),
                interval(event.getConfig()),
                event.getCertificateNotAfter(),
                event.getRevokedAt(),
                event.getChangedAt());
    }

    /** A configuration that can't be read says nothing about the collector's right to push. */
    private int interval(String config) {
        try {
            return Math.max(1, json.readTree(config).path("interval_seconds").asInt(DEFAULT_INTERVAL));
        } catch (JacksonException _) {
            return DEFAULT_INTERVAL;
        }
    }
}
