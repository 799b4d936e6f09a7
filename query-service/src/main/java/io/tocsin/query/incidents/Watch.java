package io.tocsin.query.incidents;

import io.tocsin.platform.correlation.Correlation;
import io.tocsin.platform.correlation.Trace;
import io.tocsin.query.definitions.MonitorDefinition;
import io.tocsin.query.definitions.MonitorDefinitions;
import io.tocsin.query.status.StatusPublisher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Applies observations to the states of their monitors, in the transaction that stores them. */
@Component
public class Watch {
    /** How much older than the truth a published {@code last_observed_at} may be. */
    private static final Duration COALESCED = Duration.ofSeconds(10);

    private final MonitorStates states;
    private final MonitorDefinitions definitions;
    private final Incidents incidents;
    private final StatusPublisher publisher;
    private final InstantSource clock;

    Watch(
            MonitorStates states,
            MonitorDefinitions definitions,
            Incidents incidents,
            StatusPublisher publisher,
            InstantSource clock) {
        this.states = states;
        this.definitions = definitions;
        this.incidents = incidents;
        this.publisher = publisher;
        this.clock = clock;
    }

    /**
     * @param observations that were not known before; of monitors that are defined
     * @param monitors by id
     */
    public void observed(List<Observation> observations, Map<String, MonitorDefinition> monitors) {
        Map<String, List<Observation>> byMonitor = observations.stream()
                .collect(Collectors.groupingBy(Observation::monitorId, TreeMap::new, Collectors.toList()));
        Map<String, MonitorState> before = states.lock(byMonitor.keySet());
        forgetTheDeleted(byMonitor.keySet(), before.keySet());
        Instant now = clock.instant();
        states.put(byMonitor.entrySet().stream()
                .map(entry -> {
                    MonitorDefinition monitor = Objects.requireNonNull(monitors.get(entry.getKey()));
                    MonitorState state = before.get(entry.getKey());
                    if (state == null) {
                        state = MonitorState.unobserved(monitor.monitorId(), monitor.accountId(), now);
                    }
                    return publish(state, apply(state, monitor, entry.getValue()), now);
                })
                .toList());
    }

    /** A monitor without a state is new, or was deleted while its state was waited for. */
    private void forgetTheDeleted(Set<String> observed, Set<String> withState) {
        List<String> without =
                observed.stream().filter(id -> !withState.contains(id)).toList();
        if (!without.isEmpty()) {
            Set<String> live = definitions.heldLive(without);
            observed.removeIf(id -> !withState.contains(id) && !live.contains(id));
        }
    }

    private MonitorState apply(MonitorState before, MonitorDefinition monitor, List<Observation> observations) {
        Thresholds thresholds = new Thresholds(monitor.failureThreshold(), monitor.recoveryThreshold());
        MonitorState state = before;
        for (Observation observation : observations.stream()
                .sorted(Comparator.comparing(Observation::at).thenComparing(Observation::location))
                .toList()) {
            try (var _ = Correlation.enter(observation.correlationId());
                    var _ = Trace.enter(observation.trace())) {
                state = apply(state, monitor, observation, thresholds);
            }
        }
        return state;
    }

    private MonitorState apply(
            MonitorState state, MonitorDefinition monitor, Observation observation, Thresholds thresholds) {
        Step step = IncidentTracker.apply(state.tracked(), observation, thresholds);
        String incident =
                switch (step.move()) {
                    case NONE -> state.incidentId();
                    case OPEN -> incidents.open(state.accountId(), monitor.friendlyName(), observation);
                    case RESOLVE -> {
                        incidents.resolve(state.monitorId(), observation.at());
                        yield null;
                    }
                };
        return state.observed(step.after(), observation.observedAt(), incident);
    }

    private MonitorState publish(MonitorState before, MonitorState after, Instant now) {
        Instant published = before.publishedAt();
        if (published != null
                && before.statusName().equals(after.statusName())
                && published.plus(COALESCED).isAfter(now)) {
            return after;
        }
        MonitorState decided = after.published(now);
        publisher.decided(decided.status());
        return decided;
    }
}
