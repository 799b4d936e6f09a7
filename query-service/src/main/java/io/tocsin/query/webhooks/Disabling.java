package io.tocsin.query.webhooks;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Disables an endpoint that does not answer, and tells the other endpoints of its account. */
@Component
public class Disabling {
    private static final Logger LOG = LoggerFactory.getLogger(Disabling.class);

    private final Endpoints endpoints;
    private final Announcements announcements;
    private final InstantSource clock;

    Disabling(Endpoints endpoints, Announcements announcements, InstantSource clock) {
        this.endpoints = endpoints;
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * Does nothing if the endpoint was changed meanwhile: what was said of it may be true no more.
     *
     * @param revision which one did not answer
     * @param reason one sentence without a full stop, for the customer
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void disable(String accountId, String endpointId, long revision, String reason) {
        endpoints
                .lock(accountId, endpointId)
                .filter(endpoint -> endpoint.enabled() && endpoint.revision() == revision)
                .ifPresent(endpoint -> {
                    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                    endpoints.disable(endpoint, reason, now);
                    endpoints.cancelPending(endpoint, "The endpoint was disabled");
                    announcements.announce(News.of(accountId, EventType.ENDPOINT_DISABLED, now)
                            .with("endpoint_id", endpointId)
                            .with("url", endpoint.site())
                            .with("reason", reason)
                            .about(endpointId, endpointId + " at revision " + endpoint.revision()));
                    LOG.info("Disabled the webhook endpoint {}: {}", endpointId, reason);
                });
    }
}
