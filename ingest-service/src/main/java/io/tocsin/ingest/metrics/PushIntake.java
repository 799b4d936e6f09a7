package io.tocsin.ingest.metrics;

import io.tocsin.ingest.collectors.AccountsTable;
import io.tocsin.ingest.collectors.Collector;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.ErrorDetail;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Takes a batch of a collector: what is good is published, what is not is named. */
@Component
class PushIntake {
    /**
     * What became of a batch.
     *
     * @param accepted samples that are stored now
     */
    record Receipt(String batchId, int accepted, Refusals refusals) {}

    private final AccountsTable accounts;
    private final MetricsPublisher publisher;
    private final MetricsMeters meters;
    private final MetricsSettings settings;
    private final InstantSource clock;

    PushIntake(
            AccountsTable accounts,
            MetricsPublisher publisher,
            MetricsMeters meters,
            MetricsSettings settings,
            InstantSource clock) {
        this.accounts = accounts;
        this.publisher = publisher;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws ApiException METRICS_001 if nothing of it is good, METRICS_002 if it may not have been stored */
    Receipt take(Push push, Collector collector) {
        Instant now = clock.instant();
        Refusals refusals = push.refusals();
        push.samples()
                .settle(
                        PushParser.NO_TIME,
                        Objects.requireNonNullElse(push.timestamp(), now.toEpochMilli()),
                        TimeWindow.around(now, accounts.retention(collector.accountId()), settings.maxFuture()),
                        refusals);
        List<SampleGroup> groups = Grouping.of(push.samples(), refusals);
        int accepted = push.items() - refusals.count();
        meters.refused(refusals.count());
        if (accepted == 0) {
            throw nothingGood(refusals);
        }
        String batchId = Objects.requireNonNullElseGet(push.batchId(), () -> Ids.next("bat"));
        publisher.publish(new Batch(
                collector.accountId(),
                collector.id(),
                batchId,
                "push",
                now.toEpochMilli(),
                push.server() == null ? collector.hostname() : push.server().hostname(),
                push.server(),
                groups));
        meters.accepted(accepted);
        return new Receipt(batchId, accepted, refusals);
    }

    private static ApiException nothingGood(Refusals refusals) {
        return new ApiException(
                ErrorCode.METRICS_001,
                ErrorCode.METRICS_001.meaning(),
                refusals.named().stream()
                        .map(refusal -> new ErrorDetail("metrics[%d]".formatted(refusal.index()), refusal.reason()))
                        .toList());
    }
}
