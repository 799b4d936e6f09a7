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
    private final ConfigHistory history;
    private final EnrolmentTokens tokens;
    private final Quotas quotas;
    private final CollectorPublisher publisher;
    private final AuditPublisher audit;
    private final CollectorSettings settings;
    private final InstantSource clock;

    Enrolment(
            Collectors collectors,
            ConfigHistory history,
            EnrolmentTokens tokens,
            Quotas quotas,
            CollectorPublisher publisher,
            AuditPublisher audit,
            CollectorSettings settings,
            InstantSource clock) {
        this.collectors = collectors;
        this.history = history;
        this.tokens = tokens;
        this.quotas = quotas;
        this.publisher = publisher;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param credentials made for it before, for signing takes longer than the account's row should be locked
     * @throws ApiException 403 when the plan allows no more, 401 when the enrolment token was used meanwhile
     */
    CollectorConfig register(Registrant registrant, Plan plan, NewCollector ordered, Credentials credentials) {
        String token = registrant.tokenId();
        if (token != null && !tokens.use(token, credentials.collectorId(), now())) {
            throw new ApiException(ErrorCode.COLLECTOR_008);
        }
        if (!quotas.take(registrant.accountId(), Quotas.Countable.COLLECTORS, plan.maxCollectors())) {
            throw new ApiException(ErrorCode.COLLECTOR_002, plan.refusal("collectors", plan.maxCollectors()));
        }
        String config = "{\"interval_seconds\":%d}".formatted(settings.intervalSeconds());
        Collector collector = new Collector(registrant.accountId(), ordered, credentials, config, now());
        collectors.add(collector);
        history.add(collector, registrant.actor());
        publisher.defined(collector);
        audit.recorded(
                registrant.actor(),
                registrant.accountId(),
                "collector.registered",
                collector.id(),
                token == null
                        ? Map.of("name", collector.name())
                        : Map.of("name", collector.name(), "enrolment_token", token));
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
