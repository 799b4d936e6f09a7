package io.tocsin.query.intake;

import io.micrometer.core.instrument.MeterRegistry;
import io.tocsin.platform.correlation.Correlation;
import io.tocsin.platform.correlation.Trace;
import io.tocsin.query.intake.IntakeConfiguration.Kept;
import io.tocsin.schemas.serde.RegistryUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.core.log.LogAccessor;
import org.springframework.kafka.support.serializer.DeserializationException;
import org.springframework.kafka.support.serializer.SerializationUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what was polled: bad records leave to the dead letters first, the rest is stored in one transaction with the offsets
 * behind it.
 */
@Component
class BatchTable {
    private static final LogAccessor LOG = new LogAccessor(LogFactory.getLog(BatchTable.class));

    /**
     * Records of one partition that were polled together.
     *
     * @param from where this instance believes the partition to stand
     * @param records at least one, in order
     */
    record Portion(TopicPartition partition, long from, List<ConsumerRecord<String, Object>> records) {
        /** Behind the last record. */
        long end() {
            return records.getLast().offset() + 1;
        }
    }

    private record Taken<T>(ConsumerRecord<String, Object> record, Arrival<T> arrival) {}

    /** @param fault why the record is none of the feature's business; null if it is */
    private record Read<T>(Taken<T> taken, @Nullable String fault) {}

    private final Offsets offsets;
    private final DeadLetterPublisher deadLetters;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final IntakeSettings settings;
    private final MeterRegistry meters;

    BatchTable(
            Offsets offsets,
            DeadLetterPublisher deadLetters,
            TransactionTemplate transactions,
            InstantSource clock,
            IntakeSettings settings,
            MeterRegistry meters) {
        this.offsets = offsets;
        this.deadLetters = deadLetters;
        this.transactions = transactions;
        this.clock = clock;
        this.settings = settings;
        this.meters = meters;
    }

    /**
     * @return where each partition stands now: behind its last record, or at the first one that has to wait
     * @throws NotTogetherException if there are several partitions and not every record is simply stored
     */
    <T, P> Map<TopicPartition, Long> take(List<Portion> portions, Reception<T, P> reception) {
        List<List<Read<T>>> batches = portions.stream()
                .map(portion -> portion.records().stream()
                        .map(record -> read(record, reception))
                        .toList())
                .toList();
        Iterator<Verdict> verdicts = reception
                .judge(batches.stream()
                        .flatMap(List::stream)
                        .filter(read -> read.fault() == null)
                        .map(read -> read.taken().arrival())
                        .toList())
                .iterator();
        List<Taken<T>> good = new ArrayList<>();
        Map<TopicPartition, Long> ends = HashMap.newHashMap(portions.size());
        List<Advance> advances = new ArrayList<>(portions.size());
        for (int i = 0; i < portions.size(); i++) {
            Portion portion = portions.get(i);
            TopicPartition partition = portion.partition();
            List<Verdict> told = batches.get(i).stream()
                    .map(read -> read.fault() == null ? verdicts.next() : new Verdict.Refuse(read.fault()))
                    .toList();
            if (portions.size() > 1 && !told.stream().allMatch(Verdict.Take.class::isInstance)) {
                throw new NotTogetherException("a record of %s is not simply stored".formatted(partition));
            }
            long end = sort(portion, batches.get(i), told, reception, good);
            ends.put(partition, end);
            if (end > portion.from()) {
                advances.add(new Advance(partition.topic(), partition.partition(), portion.from(), end));
            }
        }
        if (!advances.isEmpty()) {
            store(advances, good, reception);
        }
        return ends;
    }

    /**
     * Lays aside what is bad.
     *
     * @param good gets what is to be stored
     * @return behind the last record, or at the first one that has to wait
     */
    private <T> long sort(
            Portion portion,
            List<Read<T>> batch,
            List<Verdict> verdicts,
            Reception<T, ?> reception,
            List<Taken<T>> good) {
        for (int i = 0; i < batch.size(); i++) {
            Taken<T> taken = batch.get(i).taken();
            Verdict verdict = verdicts.get(i);
            if (verdict instanceof Verdict.Wait) {
                if (mayStillCome(taken.arrival(), reception)) {
                    return taken.record().offset();
                }
                // what it waited for may have come between the verdict and the question whether everything is known
                verdict = reception.judge(List.of(taken.arrival())).getFirst();
            }
            switch (verdict) {
                case Verdict.Take _ -> good.add(taken);
                case Verdict.Ignore _ ->
                    meters.counter(
                                    "records_ignored",
                                    "topic",
                                    portion.partition().topic())
                            .increment();
                case Verdict.Refuse refuse -> layAside(taken.record(), refuse.reason());
                case Verdict.Wait wait -> layAside(taken.record(), wait.reason());
            }
        }
        return portion.end();
    }

    private <T> boolean mayStillCome(Arrival<T> arrival, Reception<T, ?> reception) {
        return arrival.publishedAt().plus(settings.patience()).isAfter(clock.instant()) || !reception.knowsEverything();
    }

    private <T, P> void store(List<Advance> advances, List<Taken<T>> good, Reception<T, P> reception) {
        try {
            transact(advances, good, reception);
        } catch (FenceLostException | KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            if (advances.size() > 1 || !Blame.onData(e)) {
                throw e;
            }
            transact(advances, withoutCulprits(good, reception, e), reception);
        }
    }

    private <T, P> void transact(List<Advance> advances, List<Taken<T>> good, Reception<T, P> reception) {
        Map<Arrival<T>, String> refused = new IdentityHashMap<>();
        P prepared = reception.prepare(good.stream().map(Taken::arrival).toList(), refused::put);
        if (advances.size() > 1 && !refused.isEmpty()) {
            throw new NotTogetherException("a record can't be stored");
        }
        good.stream()
                .filter(taken -> refused.containsKey(taken.arrival()))
                .forEach(taken -> layAside(taken.record(), refused.getOrDefault(taken.arrival(), "")));
        transactions.executeWithoutResult(_ -> {
            offsets.advance(advances);
            reception.store(prepared);
        });
    }

    /** Tries one record after the other, leaving no trace, and lays aside those that fail alone. */
    private <T, P> List<Taken<T>> withoutCulprits(
            List<Taken<T>> good, Reception<T, P> reception, RuntimeException why) {
        List<Taken<T>> innocent = new ArrayList<>(good.size());
        for (Taken<T> taken : good) {
            try {
                P alone = reception.prepare(List.of(taken.arrival()), (_, reason) -> {
                    throw new RefusedRecordException(reason);
                });
                transactions.executeWithoutResult(status -> {
                    status.setRollbackOnly();
                    reception.store(alone);
                });
                innocent.add(taken);
            } catch (KafkaException e) {
                throw e;
            } catch (RuntimeException e) {
                if (!Blame.onData(e)) {
                    throw e;
                }
                LOG.warn(e, "A record can't be stored");
                layAside(
                        taken.record(),
                        e instanceof RefusedRecordException ? String.valueOf(e.getMessage()) : "It can't be stored");
            }
        }
        if (innocent.size() == good.size()) {
            throw why;
        }
        return innocent;
    }

    private static <T> Read<T> read(ConsumerRecord<String, Object> record, Reception<T, ?> reception) {
        Object value = record.value() instanceof Kept kept ? kept.event() : null;
        String fault = value == null ? unreadable(record, reception) : null;
        if (record.key() == null) {
            fault = "It has no key";
        } else if (value != null && !reception.type().isInstance(value)) {
            fault = "It carries a " + value.getClass().getSimpleName();
        }
        T event = fault == null && value != null ? reception.type().cast(value) : null;
        return new Read<>(new Taken<>(record, arrival(record, event)), fault);
    }

    private static @Nullable String unreadable(ConsumerRecord<String, Object> record, Reception<?, ?> reception) {
        DeserializationException e = failure(record);
        if (e == null) {
            return reception.knowsTombstones() ? null : "It has no value";
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailableException away) {
                throw away;
            }
        }
        Throwable cause = e.getCause();
        return "It can't be read: " + (cause == null ? e.getMessage() : cause.getMessage());
    }

    private static @Nullable DeserializationException failure(ConsumerRecord<String, Object> record) {
        return SerializationUtils.getExceptionFromHeader(
                record, SerializationUtils.VALUE_DESERIALIZER_EXCEPTION_HEADER, LOG);
    }

    private void layAside(ConsumerRecord<String, Object> record, String reason) {
        if (record.value() instanceof Kept kept) {
            deadLetters.layAside(record, kept.bytes(), reason);
            return;
        }
        DeserializationException e = failure(record);
        deadLetters.layAside(record, e == null ? null : e.getData(), reason);
    }

    private static <T> Arrival<T> arrival(ConsumerRecord<String, Object> record, @Nullable T event) {
        return new Arrival<>(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                event,
                header(record, Correlation.HEADER),
                header(record, Trace.HEADER));
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
