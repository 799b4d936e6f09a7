package io.tocsin.monitor.monitors;

import io.tocsin.monitor.plans.Plan;
import io.tocsin.monitor.plans.PlanTable;
import io.tocsin.monitor.status.Status;
import io.tocsin.monitor.status.StatusTable;
import io.tocsin.platform.tokens.Caller;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes answers of monitors: joined with their status and their plan, and with their secrets for whom they are. */
@Component
class Answers {
    private static final Set<String> TRUSTED = Set.of("owner", "admin");

    private final StatusTable statuses;
    private final PlanTable plans;
    private final Secrets secrets;

    Answers(StatusTable statuses, PlanTable plans, Secrets secrets) {
        this.statuses = statuses;
        this.plans = plans;
        this.secrets = secrets;
    }

    /** One monitor; its owners see its secrets. */
    MonitorAnswer one(Caller caller, Monitor monitor) {
        String role = caller.role();
        return role != null && TRUSTED.contains(role)
                ? MonitorAnswer.of(monitor, status(monitor), plan(monitor), secrets)
                : listed(monitor);
    }

    /** One of many. */
    MonitorAnswer listed(Monitor monitor) {
        return MonitorAnswer.of(monitor, status(monitor), plan(monitor));
    }

    private Status status(Monitor monitor) {
        return statuses.of(monitor.accountId(), monitor.id());
    }

    private @Nullable Plan plan(Monitor monitor) {
        return plans.known(monitor.accountId());
    }
}
