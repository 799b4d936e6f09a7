package io.tocsin.query.collectors;

import io.tocsin.query.webhooks.Announcements;
import io.tocsin.query.webhooks.EventType;
import io.tocsin.query.webhooks.News;
import org.springframework.stereotype.Component;

/** Tells subscribers of collectors that come and go, in the transaction that decides it. */
@Component
class CollectorNews {
    private final Announcements announcements;

    CollectorNews(Announcements announcements) {
        this.announcements = announcements;
    }

    void turned(CollectorState state) {
        boolean online = state.status() == CollectorStatus.ONLINE;
        announcements.announce(News.of(
                        state.accountId(),
                        online ? EventType.COLLECTOR_ONLINE : EventType.COLLECTOR_OFFLINE,
                        state.since())
                .with("collector_id", state.collectorId())
                .with("status", state.status().wireName())
                .with("since", state.since())
                .about(state.collectorId(), state.collectorId() + " since " + state.since()));
    }
}
