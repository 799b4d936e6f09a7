package io.tocsin.query.incidents;

import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.query.intake.UpToDate;
import io.tocsin.query.status.StatusPublisher;
import io.tocsin.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Calls a monitor unknown once observations stop coming. Only while we keep up with the topic ourselves, and never down:
 * what nobody looked at is not the target's fault. An open incident stays open.
 */
@Component
class SilentMonitors implements SchedulingConfigurer {
    private final MonitorStates states;
    private final StatusPublisher publisher;
    private final TransactionTemplate transactions;
    private final IncidentSettings settings;
    private final InstantSource clock;
    private final UpToDate upToDate;

    SilentMonitors(
            MonitorStates states,
            StatusPublisher publisher,
            TransactionTemplate transactions,
            IncidentSettings settings,
            InstantSource clock,
            UpToDate.Factory lag) {
        this.states = states;
        this.publisher = publisher;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
        this.upToDate = lag.of(Topics.CHECKS);
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(this::look, settings.look(), Duration.ofSeconds(15)));
    }

    void look() {
        Tenancy.everyAccount(() -> {
            if (upToDate.check()) {
                transactions.executeWithoutResult(_ -> markSilent());
            }
        });
    }

    private void markSilent() {
        Instant now = clock.instant();
        List<MonitorState> silent = states.fallingSilent().stream()
                .map(state -> new MonitorState(
                        state.monitorId(),
                        state.accountId(),
                        state.tracked(),
                        state.lastObservedAt(),
                        state.incidentId(),
                        true,
                        now,
                        now))
                .toList();
        states.put(silent);
        silent.forEach(state -> publisher.decided(state.status()));
    }
}
