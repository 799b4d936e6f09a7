package io.tocsin.query.metrics;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tocsin.events.MetricsReceived;
import io.tocsin.events.Row;
import io.tocsin.events.Series;
import io.tocsin.events.SeriesGroup;
import io.tocsin.events.ServerFacts;
import io.tocsin.query.collectors.Presence;
import io.tocsin.query.definitions.Accounts;
import io.tocsin.query.definitions.Accounts.Account;
import io.tocsin.query.definitions.CollectorDefinition;
import io.tocsin.query.definitions.CollectorDefinitions;
import io.tocsin.query.definitions.DefinitionTable;
import io.tocsin.query.intake.Arrival;
import io.tocsin.query.intake.PositionTable;
import io.tocsin.query.intake.Reception;
import io.tocsin.query.intake.RefusedRecordException;
import io.tocsin.query.intake.Verdict;
import io.tocsin.query.metrics.Packs.Pack;
import io.tocsin.query.servers.Source;
import io.tocsin.query.servers.Sources;
import io.tocsin.query.storage.EventTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.avro.generic.PrimitivesArrays;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
class MetricsListener implements Reception<MetricsReceived, Writing> {
    private static final int MOST_SERIES = 64;
    private static final String COLLECTOR = "col_";

    /** Owners by source: one that was stored never changes. */
    private final Cache<String, String> known =
            Caffeine.newBuilder().maximumSize(100_000).build();

    private final PositionTable positions;
    private final CollectorDefinitions collectors;
    private final DefinitionTable definitions;
    private final Accounts accounts;
    private final Sources sources;
    private final EventTimes times;
    private final SampleStore samples;

    MetricsListener(
            PositionTable positions,
            CollectorDefinitions collectors,
            DefinitionTable definitions,
            Accounts accounts,
            Sources sources,
            EventTimes times,
            SampleStore samples) {
        this.positions = positions;
        this.collectors = collectors;
        this.definitions = definitions;
        this.accounts = accounts;
        this.sources = sources;
        this.times = times;
        this.samples = samples;
    }

    @KafkaListener(topics = "metrics.v1", groupId = "query-metrics")
    void metricsReceived(List<ConsumerRecord<String, Object>> records, Consumer<?, ?> consumer) {
        positions.receive(records, consumer, this);
    }

    @Override
    public Class<MetricsReceived> type() {
        return MetricsReceived.class;
    }

    @Override
    public boolean storesTogether() {
        return true;
    }

    @Override
    public boolean knowsEverything() {
        return definitions.knowsAllCollectors() && definitions.knowsAllAccounts();
    }

    @Override
    public List<Verdict> judge(List<Arrival<MetricsReceived>> arrivals) {
        Set<String> refs =
                arrivals.stream().map(arrival -> arrival.fact().getSourceId()).collect(Collectors.toSet());
        // a client belongs to the account that it first sent for; a collector to the one that registered it
        Map<String, String> owners = new HashMap<>(known.getAllPresent(refs));
        refs.removeAll(owners.keySet());
        if (!refs.isEmpty()) {
            Map<String, String> found = new HashMap<>(sources.owners(refs));
            found.keySet().removeIf(ref -> ref.startsWith(COLLECTOR));
            for (CollectorDefinition collector : collectors.of(refs).values()) {
                found.put(collector.collectorId(), collector.accountId());
            }
            known.putAll(found);
            owners.putAll(found);
        }
        Map<String, Account> plans = accounts.of(
                arrivals.stream().map(arrival -> arrival.fact().getAccountId()).collect(Collectors.toSet()));
        return arrivals.stream()
                .map(arrival -> judge(arrival, owners, plans.get(arrival.fact().getAccountId())))
                .toList();
    }

    private Verdict judge(Arrival<MetricsReceived> arrival, Map<String, String> owners, @Nullable Account account) {
        MetricsReceived event = arrival.fact();
        if (account != null && account.deletedAt() != null) {
            return new Verdict.Ignore();
        }
        String ref = event.getSourceId();
        if (!ref.equals(arrival.key())) {
            return new Verdict.Refuse("Key and source differ");
        }
        if (ref.startsWith(COLLECTOR) && !owners.containsKey(ref)) {
            return new Verdict.Wait("There is no such collector");
        }
        String owner = owners.putIfAbsent(ref, event.getAccountId());
        if (owner != null && !owner.equals(event.getAccountId())) {
            return new Verdict.Refuse("The source belongs to another account");
        }
        // a class is for ever: it is never guessed
        if (event.getRetentionDays() <= 0 && account == null) {
            return new Verdict.Wait("There is no such account");
        }
        String fault = fault(event);
        return fault == null ? Verdict.TAKE : new Verdict.Refuse(fault);
    }

    private @Nullable String fault(MetricsReceived event) {
        for (SeriesGroup group : event.getGroups()) {
            int size = group.getSeries().size();
            if (size == 0 || size > MOST_SERIES) {
                return "A group has %d series, not 1 to %d".formatted(size, MOST_SERIES);
            }
            for (Row row : group.getRows()) {
                if (row.getValues().size() != size) {
                    return "A row has %d values for %d series"
                            .formatted(row.getValues().size(), size);
                }
                if (times.inTheFuture(row.getTime())) {
                    return "A row is dated in the future";
                }
            }
        }
        return null;
    }

    @Override
    public Writing prepare(List<Arrival<MetricsReceived>> taken, BiConsumer<Arrival<MetricsReceived>, String> refused) {
        Map<String, Account> unsaid = accounts.of(taken.stream()
                .filter(arrival -> arrival.fact().getRetentionDays() <= 0)
                .map(arrival -> arrival.fact().getAccountId())
                .collect(Collectors.toSet()));
        Writing writing = new Writing();
        for (Arrival<MetricsReceived> arrival : taken) {
            MetricsReceived event = arrival.fact();
            int days = Packs.classFor(
                    event.getRetentionDays() > 0
                            ? event.getRetentionDays()
                            : Objects.requireNonNull(unsaid.get(event.getAccountId()))
                                    .retentionDays());
            try {
                prepare(event, days, writing);
            } catch (RefusedRecordException e) {
                refused.accept(arrival, String.valueOf(e.getMessage()));
            }
        }
        samples.makeRoom(writing);
        return writing;
    }

    @Override
    public void store(Writing prepared) {
        samples.write(prepared);
    }

    /** @throws RefusedRecordException before anything is written of the event */
    private void prepare(MetricsReceived event, int days, Writing writing) {
        boolean collector = event.getSourceId().startsWith(COLLECTOR);
        Source source = sources.of(
                new Source.Key(event.getSourceId(), event.getInstance()),
                event.getAccountId(),
                collector ? event.getSourceId() : null,
                facts(event),
                event.getReceivedAt());
        List<Pack> packs = new ArrayList<>();
        for (SeriesGroup group : event.getGroups()) {
            addRows(packs, group, source, days);
        }
        packs.forEach(writing::add);
        writing.seen(source.serverId(), event.getReceivedAt());
        if (collector) {
            writing.pushed(new Presence.Push(event.getSourceId(), event.getAccountId(), event.getReceivedAt()));
        }
    }

    private void addRows(List<Pack> packs, SeriesGroup group, Source source, int days) {
        long setId = samples.setId(source.id(), days, fingerprint(group.getSeries()), () -> names(group.getSeries()));
        for (Row row : group.getRows()) {
            Instant time = row.getTime();
            if (!times.expired(time, days)) {
                packs.add(new Pack(days, source.id(), time, setId, doubles(row.getValues())));
            }
        }
    }

    private static Source.Facts facts(MetricsReceived event) {
        ServerFacts facts = event.getServer();
        return facts == null
                ? new Source.Facts(event.getInstance(), null, null)
                : new Source.Facts(facts.getHostname(), facts.getOs(), facts.getCores());
    }

    private static Fingerprint fingerprint(List<Series> series) {
        Fingerprint.Builder fingerprint = new Fingerprint.Builder();
        for (Series one : series) {
            fingerprint.add(one.getName(), one.getLabels());
        }
        return fingerprint.build();
    }

    private static List<SeriesName> names(List<Series> series) {
        return series.stream()
                .map(one -> new SeriesName(one.getName(), new TreeMap<>(one.getLabels())))
                .toList();
    }

    /** Avro keeps doubles unboxed behind its list; asking for them one by one keeps them so. */
    private static double[] doubles(List<Double> values) {
        double[] plain = new double[values.size()];
        if (values instanceof PrimitivesArrays.DoubleArray unboxed) {
            for (int i = 0; i < plain.length; i++) {
                plain[i] = unboxed.getDouble(i);
            }
        } else {
            for (int i = 0; i < plain.length; i++) {
                plain[i] = values.get(i);
            }
        }
        return plain;
    }
}
