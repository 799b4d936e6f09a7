package io.tocsin.query.audit;

import io.tocsin.events.AuditRecorded;
import io.tocsin.query.definitions.Accounts;
import io.tocsin.query.definitions.Accounts.Account;
import io.tocsin.query.intake.Arrival;
import io.tocsin.query.intake.PositionTable;
import io.tocsin.query.intake.Reception;
import io.tocsin.query.intake.Verdict;
import io.tocsin.query.storage.EventTimes;
import io.tocsin.query.storage.TimeTables;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

@Component
class AuditListener implements Reception<AuditRecorded, List<AuditEvent>> {
    private final PositionTable positions;
    private final AuditTrail trail;
    private final Accounts accounts;
    private final TimeTables tables;
    private final EventTimes times;

    AuditListener(PositionTable positions, AuditTrail trail, Accounts accounts, TimeTables tables, EventTimes times) {
        this.positions = positions;
        this.trail = trail;
        this.accounts = accounts;
        this.tables = tables;
        this.times = times;
    }

    @KafkaListener(topics = "audit.v1", groupId = "query-audit")
    void recorded(List<ConsumerRecord<String, Object>> records, Consumer<?, ?> consumer) {
        positions.receive(records, consumer, this);
    }

    @Override
    public Class<AuditRecorded> type() {
        return AuditRecorded.class;
    }

    @Override
    public List<Verdict> judge(List<Arrival<AuditRecorded>> arrivals) {
        Map<String, Account> known = accounts.of(
                arrivals.stream().map(arrival -> arrival.fact().getAccountId()).collect(Collectors.toSet()));
        return arrivals.stream()
                .map(arrival -> judge(arrival, known.get(arrival.fact().getAccountId())))
                .toList();
    }

    private Verdict judge(Arrival<AuditRecorded> arrival, @Nullable Account account) {
        AuditRecorded event = arrival.fact();
        if (!event.getAccountId().equals(arrival.key())) {
            return new Verdict.Refuse("Key and account differ");
        }
        if (times.inTheFuture(event.getAt())) {
            return new Verdict.Refuse("It is dated in the future");
        }
        Instant deleted = account == null ? null : account.deletedAt();
        boolean over = times.expired(event.getAt(), AuditTrail.RETENTION_DAYS)
                || deleted != null && event.getAt().isBefore(deleted);
        return over ? new Verdict.Ignore() : Verdict.TAKE;
    }

    @Override
    public List<AuditEvent> prepare(
            List<Arrival<AuditRecorded>> taken, BiConsumer<Arrival<AuditRecorded>, String> refused) {
        List<AuditEvent> events =
                taken.stream().map(arrival -> of(arrival.fact())).toList();
        tables.ensure(AuditTrail.TABLE, events.stream().map(AuditEvent::at).toList());
        return events;
    }

    @Override
    public void store(List<AuditEvent> events) {
        trail.append(events);
    }

    private static AuditEvent of(AuditRecorded event) {
        return new AuditEvent(
                event.getEventId(),
                event.getAccountId(),
                event.getAt(),
                event.getActorKind(),
                event.getActorId(),
                event.getAction(),
                event.getSubjectId(),
                event.getAddress(),
                event.getDetails(),
                event.getOperatorId(),
                event.getCorrelationId());
    }
}
