package io.tocsin.ingest.metrics;

import io.tocsin.ingest.collectors.Account;
import io.tocsin.ingest.collectors.AccountsTable;
import io.tocsin.ingest.collectors.Collector;
import io.tocsin.ingest.collectors.CollectorsTable;
import io.tocsin.ingest.limits.SampleLimits;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Takes deliveries, whatever the way in: what is good is published, what is not is named. */
@Component
public class Intake {
    /**
     * What became of a delivery.
     *
     * @param accepted samples that are stored now
     */
    public record Receipt(String batchId, int accepted, Refusals refusals) {}

    private final AccountsTable accounts;
    private final CollectorsTable collectors;
    private final SampleLimits limits;
    private final MetricsPublisher publisher;
    private final MetricsMeters meters;
    private final MetricsSettings settings;
    private final InstantSource clock;

    Intake(
            AccountsTable accounts,
            CollectorsTable collectors,
            SampleLimits limits,
            MetricsPublisher publisher,
            MetricsMeters meters,
            MetricsSettings settings,
            InstantSource clock) {
        this.accounts = accounts;
        this.collectors = collectors;
        this.limits = limits;
        this.publisher = publisher;
        this.meters = meters;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The account of who calls, before anything of its body is read.
     *
     * @throws ApiException METRICS_004 if it has used up its samples
     */
    public Account admit(Caller caller) {
        Account account = accounts.of(caller.accountId(), caller.tier());
        limits.admit(caller.accountId(), account);
        return account;
    }

    /**
     * Who sends by a standard protocol, which names no collector: a collector is itself, on the host that it registered;
     * any other client stands for a server of its own name until its samples name one.
     *
     * @throws ApiException METRICS_004 if the account has used up its samples
     */
    public Origin origin(Caller caller) {
        Account account = admit(caller);
        Collector collector = caller.kind() == Caller.Kind.COLLECTOR ? collectors.await(caller.id()) : null;
        String instance = collector == null ? caller.id() : collector.hostname();
        return new Origin(caller.accountId(), account, caller.id(), instance);
    }

    /**
     * Publishes what is good of a delivery, which may be nothing.
     *
     * @throws ApiException METRICS_002 if it may not have been stored, METRICS_004 if the account has used up its samples
     */
    public Receipt take(Origin origin, Delivery delivery) {
        limits.take(origin.accountId(), origin.account(), delivery.items());
        Instant now = clock.instant();
        Refusals refusals = delivery.refusals();
        String batchId = Objects.requireNonNullElseGet(delivery.batchId(), () -> Ids.next("bat"));
        List<Batch> batches = new ArrayList<>();
        for (Parcel parcel : delivery.parcels()) {
            List<SampleGroup> groups = groups(origin, delivery, parcel, now);
            if (!groups.isEmpty()) {
                batches.add(batch(origin, delivery, batchId, parcel, now, groups));
            }
        }
        int accepted = delivery.items() - refusals.count();
        meters.refused(delivery.protocol(), refusals.count());
        if (!batches.isEmpty()) {
            publish(origin, delivery, batches);
            meters.accepted(delivery.protocol(), accepted);
        }
        return new Receipt(batchId, accepted, refusals);
    }

    /** Who has to repeat a delivery does not pay for it twice. */
    private void publish(Origin origin, Delivery delivery, List<Batch> batches) {
        try {
            publisher.publish(batches);
        } catch (ApiException e) {
            limits.giveBack(origin.accountId(), origin.account(), delivery.items());
            throw e;
        }
    }

    private List<SampleGroup> groups(Origin origin, Delivery delivery, Parcel parcel, Instant now) {
        Samples samples = parcel.samples();
        long seed = 31L * origin.sourceId().hashCode() + parcel.instance().hashCode();
        samples.settle(
                Objects.requireNonNullElse(delivery.timestamp(), now.toEpochMilli()),
                TimeWindow.around(now, origin.account().oldest(), settings.maxFuture()),
                limits.admit(origin.accountId(), origin.account(), samples.fingerprints(seed)),
                delivery.refusals());
        // a push holds the same series each time; what other protocols send at once changes from request to request
        return Grouping.of(
                samples, delivery.refusals(), delivery.protocol().equals("push") ? Cut.BY_SIZE : Cut.BY_NAME);
    }

    private static Batch batch(
            Origin origin, Delivery delivery, String batchId, Parcel parcel, Instant now, List<SampleGroup> groups) {
        return new Batch(
                origin.accountId(),
                origin.account().retentionDays(),
                origin.sourceId(),
                batchId,
                delivery.protocol(),
                now.toEpochMilli(),
                parcel.instance(),
                parcel.facts(),
                groups);
    }
}
