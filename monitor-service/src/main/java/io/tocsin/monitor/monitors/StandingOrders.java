package io.tocsin.monitor.monitors;

import io.tocsin.monitor.audit.AuditPublisher;
import io.tocsin.monitor.plans.Plan;
import io.tocsin.monitor.plans.Quotas;
import io.tocsin.monitor.preconditions.EntityTag;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.ErrorDetail;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Takes, changes and ends standing orders: the change, its event and its audit in one transaction. */
@Component
@Transactional
class StandingOrders {
    private final Monitors monitors;
    private final Quotas quotas;
    private final MonitorPublisher publisher;
    private final AuditPublisher audit;
    private final Secrets secrets;
    private final Answers answers;
    private final InstantSource clock;

    StandingOrders(
            Monitors monitors,
            Quotas quotas,
            MonitorPublisher publisher,
            AuditPublisher audit,
            Secrets secrets,
            Answers answers,
            InstantSource clock) {
        this.monitors = monitors;
        this.quotas = quotas;
        this.publisher = publisher;
        this.audit = audit;
        this.secrets = secrets;
        this.answers = answers;
        this.clock = clock;
    }

    /** @throws ApiException 400 when the plan wants longer intervals, 403 when it allows no more monitors */
    MonitorAnswer take(Caller caller, Plan plan, Definition definition) {
        checkInterval(plan, definition);
        if (!quotas.take(caller.accountId(), Quotas.Countable.MONITORS, plan.maxMonitors())) {
            throw new ApiException(ErrorCode.MONITOR_002, plan.refusal("monitors", plan.maxMonitors()));
        }
        Monitor monitor = new Monitor(Ids.next("mon"), caller.accountId(), definition, secrets, now());
        monitors.add(monitor);
        publisher.defined(monitor);
        audit.recorded(caller, "monitor.created", monitor.id(), Map.of("friendly_name", definition.friendlyName()));
        return answers.one(caller, monitor);
    }

    /**
     * Changes what was ordered. An interval that was allowed once stays: only a new one is held against the plan.
     *
     * @param ifMatch the ETags that the caller has read
     * @throws ApiException 412 when the monitor was changed since
     */
    MonitorAnswer change(Caller caller, Plan plan, String id, String ifMatch, UnaryOperator<Definition> change) {
        Monitor monitor = monitors.locked(caller.accountId(), id);
        checkUnchanged(monitor, ifMatch);
        Definition before = monitor.definition(secrets);
        Definition after = change.apply(before);
        if (after.intervalSeconds() != before.intervalSeconds()) {
            checkInterval(plan, after);
        }
        return revised(caller, monitor, monitor.change(after, secrets, now()));
    }

    MonitorAnswer pause(Caller caller, String id) {
        Monitor monitor = monitors.locked(caller.accountId(), id);
        return revised(caller, monitor, monitor.pause(now()));
    }

    MonitorAnswer resume(Caller caller, String id) {
        Monitor monitor = monitors.locked(caller.accountId(), id);
        return revised(caller, monitor, monitor.resume(now()));
    }

    MonitorAnswer check(Caller caller, String id) {
        Monitor monitor = monitors.locked(caller.accountId(), id);
        monitor.requestCheck(now());
        return revised(caller, monitor, true);
    }

    /** @param ifMatch the ETags that the caller has read; null ends it whatever was changed */
    void end(Caller caller, String id, @Nullable String ifMatch) {
        Monitor monitor = monitors.locked(caller.accountId(), id);
        if (ifMatch != null) {
            checkUnchanged(monitor, ifMatch);
        }
        monitors.remove(monitor);
        quotas.release(caller.accountId(), Quotas.Countable.MONITORS);
        publisher.deleted(monitor);
        audit.recorded(caller, "monitor.deleted", monitor.id(), Map.of("friendly_name", monitor.friendlyName()));
    }

    private MonitorAnswer revised(Caller caller, Monitor monitor, boolean changed) {
        if (changed) {
            publisher.defined(monitor);
        }
        return answers.one(caller, monitor);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static void checkUnchanged(Monitor monitor, String ifMatch) {
        EntityTag current = new EntityTag(monitor.revision());
        if (!current.matches(ifMatch)) {
            throw new ApiException(ErrorCode.MONITOR_004, "The monitor has the ETag %s now".formatted(current));
        }
    }

    private static void checkInterval(Plan plan, Definition definition) {
        if (definition.intervalSeconds() < plan.minIntervalSeconds()) {
            String field = definition.intervalField();
            String message = "must be at least %d on the plan %s".formatted(plan.minIntervalSeconds(), plan.tier());
            throw new ApiException(
                    ErrorCode.MONITOR_003, field + " " + message, List.of(new ErrorDetail(field, message)));
        }
    }
}
