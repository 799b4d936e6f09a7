package io.tocsin.ingest.heartbeats;

import io.tocsin.ingest.collectors.AccountsTable;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes heartbeats. The token in the address is all that a caller needs to have, so a wrong one is answered like an address
 * that does not exist.
 */
@RestController
class HeartbeatController {
    private final HeartbeatsTable heartbeats;
    private final HeartbeatsPublisher publisher;
    private final AccountsTable accounts;
    private final InstantSource clock;

    HeartbeatController(
            HeartbeatsTable heartbeats, HeartbeatsPublisher publisher, AccountsTable accounts, InstantSource clock) {
        this.heartbeats = heartbeats;
        this.publisher = publisher;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @param status received, or paused where the monitor does not count at present */
    record Answer(String status) {}

    @RequestMapping(
            path = "/api/v1/heartbeat/{token}",
            method = {RequestMethod.GET, RequestMethod.POST, RequestMethod.HEAD})
    Answer beat(@PathVariable String token) {
        Heartbeat monitor = heartbeats.find(token);
        if (monitor == null || accounts.isSuspended(monitor.accountId())) {
            throw new ApiException(ErrorCode.MONITOR_001);
        }
        if (monitor.paused()) {
            return new Answer("paused");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        publisher.publish(monitor, now);
        return new Answer("received");
    }
}
