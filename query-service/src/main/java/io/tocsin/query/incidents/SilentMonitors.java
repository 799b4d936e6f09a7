package io.tocsin.query.incidents;

import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.query.intake.UpToDate;
import io.tocsin.query.status.StatusPublisher;
import io.tocsin.schemas.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Calls a monitor unknown once observations stop coming. Only while we keep up with the topic ourselves, and never down:
 * what nobody looked at is not the target's fault. An open incident stays open.
 */
@Component
class SilentMonitors {
    private final MonitorStates states;
    private final StatusPublisher publisher;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final UpToDate upToDate;

    SilentMonitors(
            MonitorStates states,
            StatusPublisher publisher,
            TransactionTemplate transactions,
            InstantSource clock,
            UpToDate.Factory lag) {
        this.states = states;
        this.publisher = publisher;
        this.transactions = transactions;
        this.clock = clock;
        this.upToDate = lag.of(Topics.CHECKS);
    }

    @Scheduled(fixedDelayString = "${tocsin.incidents.look:5s}", initialDelayString = "${tocsin.incidents.look:15s}")
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
