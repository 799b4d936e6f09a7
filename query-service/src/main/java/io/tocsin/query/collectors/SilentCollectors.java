package io.tocsin.query.collectors;

import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.query.intake.UpToDate;
import io.tocsin.query.status.StatusPublisher;
import io.tocsin.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Notices collectors that no longer push, while we keep up with the topic ourselves. */
@Component
class SilentCollectors implements SchedulingConfigurer {
    private static final int AT_ONCE = 1000;

    private final CollectorStates states;
    private final StatusPublisher publisher;
    private final CollectorNews news;
    private final TransactionTemplate transactions;
    private final CollectorSettings settings;
    private final InstantSource clock;
    private final UpToDate upToDate;

    SilentCollectors(
            CollectorStates states,
            StatusPublisher publisher,
            CollectorNews news,
            TransactionTemplate transactions,
            CollectorSettings settings,
            InstantSource clock,
            UpToDate.Factory lag) {
        this.states = states;
        this.publisher = publisher;
        this.news = news;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
        this.upToDate = lag.of(Topics.METRICS);
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        tasks.addFixedDelayTask(new FixedDelayTask(this::look, settings.look(), Duration.ofSeconds(15)));
    }

    void look() {
        Tenancy.everyAccount(() -> {
            if (upToDate.check()) {
                int silent;
                do {
                    Integer marked = transactions.execute(_ -> markSilent());
                    silent = marked == null ? 0 : marked;
                } while (silent == AT_ONCE);
            }
        });
    }

    /** @return how many have changed */
    private int markSilent() {
        Instant now = clock.instant();
        List<CollectorState> changed = new ArrayList<>();
        for (CollectorStates.Expected expected : states.overdue(now, AT_ONCE)) {
            CollectorState state = expected.state();
            CollectorStatus status = CollectorStatus.of(state.lastObservedAt(), now, expected.intervalSeconds());
            if (status != state.status()) {
                changed.add(new CollectorState(
                        state.collectorId(), state.accountId(), status, now, state.lastObservedAt(), now, now));
            }
        }
        states.put(changed);
        changed.forEach(state -> publisher.decided(state.asStatus()));
        changed.stream()
                .filter(state -> state.status() == CollectorStatus.OFFLINE)
                .forEach(news::turned);
        return changed.size();
    }
}
