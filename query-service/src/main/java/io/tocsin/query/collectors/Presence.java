package io.tocsin.query.collectors;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tocsin.query.definitions.CollectorDefinitions;
import io.tocsin.query.status.StatusPublisher;
import io.tocsin.query.storage.AfterCommit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Notes that collectors have pushed, in the transaction that stores what they pushed. */
@Component
public class Presence {
    /** How much older than the truth a stored push may be; {@link CollectorStatus} allows for it. */
    private static final Duration UNWRITTEN = Duration.ofSeconds(5);

    private static final Duration COALESCED = Duration.ofSeconds(10);

    /** @param at when the door took the push */
    public record Push(String collectorId, String accountId, Instant at) {}

    private final Cache<String, Instant> written =
            Caffeine.newBuilder().maximumSize(100_000).build();
    private final CollectorStates states;
    private final CollectorDefinitions collectors;
    private final StatusPublisher publisher;
    private final CollectorNews news;
    private final InstantSource clock;

    Presence(
            CollectorStates states,
            CollectorDefinitions collectors,
            StatusPublisher publisher,
            CollectorNews news,
            InstantSource clock) {
        this.states = states;
        this.collectors = collectors;
        this.publisher = publisher;
        this.news = news;
        this.clock = clock;
    }

    /** @param all the newest of each collector */
    public void seen(Collection<Push> all) {
        List<Push> pushes = all.stream().filter(this::isNews).toList();
        if (!pushes.isEmpty()) {
            note(pushes);
        }
    }

    private void note(List<Push> all) {
        Map<String, CollectorState> before =
                states.lock(all.stream().map(Push::collectorId).toList());
        List<Push> pushes = withoutTheGone(all, before.keySet());
        Instant now = clock.instant();
        List<CollectorState> after = new ArrayList<>(pushes.size());
        for (Push push : pushes) {
            CollectorState known = before.get(push.collectorId());
            if (known != null && !push.at().isAfter(known.lastObservedAt())) {
                continue; // read again, or late: it says nothing of now
            }
            boolean came = known == null || known.status() != CollectorStatus.ONLINE;
            Instant since = known == null || came ? push.at() : known.since();
            boolean publish = known == null
                    || came
                    || !known.publishedAt().plus(COALESCED).isAfter(now);
            CollectorState state = new CollectorState(
                    push.collectorId(),
                    push.accountId(),
                    CollectorStatus.ONLINE,
                    since,
                    push.at(),
                    known == null || publish ? now : known.decidedAt(),
                    known == null || publish ? now : known.publishedAt());
            after.add(state);
            if (known == null || known.status() == CollectorStatus.OFFLINE) {
                news.turned(state);
            }
            if (publish) {
                publisher.decided(state.asStatus());
            }
        }
        states.put(after);
        AfterCommit.run(() -> pushes.forEach(push -> written.put(push.collectorId(), push.at())));
    }

    /** A collector without a state is new, or was revoked or deleted before its last pushes came here. */
    private List<Push> withoutTheGone(List<Push> pushes, Set<String> withState) {
        List<String> without = pushes.stream()
                .map(Push::collectorId)
                .filter(id -> !withState.contains(id))
                .toList();
        if (without.isEmpty()) {
            return pushes;
        }
        Set<String> active = collectors.heldActive(without);
        return pushes.stream()
                .filter(push -> withState.contains(push.collectorId()) || active.contains(push.collectorId()))
                .toList();
    }

    private boolean isNews(Push push) {
        Instant before = written.getIfPresent(push.collectorId());
        return before == null || !push.at().isBefore(before.plus(UNWRITTEN));
    }
}
