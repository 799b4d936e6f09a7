package io.tocsin.monitor.collectors;

import io.tocsin.monitor.audit.AuditPublisher;
import io.tocsin.monitor.plans.Plan;
import io.tocsin.monitor.plans.Quotas;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Lets collectors in and puts them out: the change, its event and its audit in one transaction. */
@Component
@Transactional
class Enrolment {
    private final Collectors collectors;
    private final Quotas quotas;
    private final CollectorPublisher publisher;
    private final AuditPublisher audit;
    private final CollectorSettings settings;
    private final InstantSource clock;

    Enrolment(
            Collectors collectors,
            Quotas quotas,
            CollectorPublisher publisher,
            AuditPublisher audit,
            CollectorSettings settings,
            InstantSource clock) {
        this.collectors = collectors;
        this.quotas = quotas;
        this.publisher = publisher;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param credentials made for it before, for signing takes longer than the account's row should be locked
     * @throws ApiException 403 when the plan allows no more
     */
    CollectorConfig register(Caller caller, Plan plan, NewCollector ordered, Credentials credentials) {
        if (!quotas.take(caller.accountId(), Quotas.Countable.COLLECTORS, plan.maxCollectors())) {
            throw new ApiException(
                    ErrorCode.COLLECTOR_002,
                    "The plan %s allows %d collectors".formatted(plan.tier(), plan.maxCollectors()));
        }
        String config = "{\"interval_seconds\":%d}".formatted(settings.intervalSeconds());
        Collector collector = new Collector(caller.accountId(), ordered, credentials, config, now());
        collectors.add(collector);
        publisher.defined(collector);
        audit.recorded(caller, "collector.registered", collector.id(), Map.of("name", collector.name()));
        return CollectorConfig.of(collector);
    }

    void revoke(Caller caller, String id) {
        Collector collector = collectors.locked(caller.accountId(), id);
        collector.revoke(now());
        quotas.release(caller.accountId(), Quotas.Countable.COLLECTORS);
        publisher.defined(collector);
        audit.recorded(caller, "collector.revoked", collector.id(), Map.of("name", collector.name()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
