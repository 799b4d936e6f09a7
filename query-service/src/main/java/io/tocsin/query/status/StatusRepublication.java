package io.tocsin.query.status;

import io.tocsin.platform.tenancy.Tenancy;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Publishes every status again at the start, and after a broker has missed one. Older ones than known are ignored. */
@Component
class StatusRepublication {
    private final StatusPublisher publisher;
    private final List<StatusSource> sources;

    StatusRepublication(StatusPublisher publisher, List<StatusSource> sources) {
        this.publisher = publisher;
        this.sources = sources;
    }

    @Scheduled(fixedDelayString = "PT10S", initialDelayString = "PT5S")
    void republish() {
        if (publisher.isIncomplete()) {
            Tenancy.everyAccount(() -> publisher.publishAll(sources.stream()
                    .flatMap(source -> source.statuses().stream())
                    .toList()));
        }
    }
}
