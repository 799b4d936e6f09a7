package io.tocsin.query.checks;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.query.definitions.MonitorDefinitions;
import io.tocsin.query.paging.Cursor;
import io.tocsin.query.paging.Page;
import io.tocsin.query.paging.TimeParameter;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ChecksController {
    /**
     * @param latencyMs milliseconds from the start of the probe to its end
     * @param latenessMs milliseconds from its slot to its start
     */
    record View(
            String id,
            String monitorId,
            Instant scheduledAt,
            Instant createdAt,
            boolean success,
            @Nullable Integer statusCode,
            @Nullable Double latencyMs,
            @Nullable String reason,
            String location,
            @Nullable String message,
            int attempts,
            List<String> failedAttempts,
            boolean requested,
            Parts timings,
            @Nullable Double latenessMs,
            @Nullable Instant certificateNotAfter) {
        static View of(Check check) {
            Check.Timings timings = check.timings();
            return new View(
                    check.id(),
                    check.monitorId(),
                    check.scheduledAt(),
                    check.createdAt(),
                    check.success(),
                    check.statusCode(),
                    millis(check.latencyMicros()),
                    check.reason(),
                    check.location(),
                    check.message(),
                    check.attempts(),
                    check.failedAttempts(),
                    check.requested(),
                    new Parts(
                            millis(timings.dnsMicros()),
                            millis(timings.connectMicros()),
                            millis(timings.tlsMicros()),
                            millis(timings.firstByteMicros())),
                    millis(check.latenessMicros()),
                    check.certificateNotAfter());
        }

        private static @Nullable Double millis(@Nullable Long micros) {
            return micros == null ? null : micros / 1000.0;
        }
    }

    /** Milliseconds. */
    record Parts(
            @Nullable Double dnsMs,
            @Nullable Double connectMs,
            @Nullable Double tlsMs,
            @Nullable Double firstByteMs) {}

    private final Checks checks;
    private final MonitorDefinitions monitors;
    private final InstantSource clock;

    ChecksController(Checks checks, MonitorDefinitions monitors, InstantSource clock) {
        this.checks = checks;
        this.monitors = monitors;
        this.clock = clock;
    }

    @GetMapping({"/internal/v1/monitors/{id}/checks", "/api/v1/monitors/{id}/checks"})
    Page<View> list(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable Boolean success,
            @RequestParam(required = false) @Nullable String location,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (monitors.find(caller.accountId(), id).isEmpty()) {
            throw new ApiException(ErrorCode.MONITOR_001);
        }
        int size = Page.limit(limit);
        // a slot may lie a little ahead of the clock of this machine
        Instant end = TimeParameter.parse("to", to, clock.instant().plus(Duration.ofMinutes(10)));
        Instant start = TimeParameter.parse("from", from, Instant.EPOCH);
        return Page.of(
                checks.page(
                        caller.accountId(),
                        id,
                        new Checks.Filter(start, end, success, location),
                        Cursor.parse(cursor),
                        size + 1),
                size,
                check -> new Cursor(check.scheduledAt(), check.location()),
                View::of);
    }
}
