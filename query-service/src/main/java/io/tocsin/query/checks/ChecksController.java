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
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ChecksController {
    /** @param latencyMs milliseconds from the start of the probe to its end */
    record View(
            String id,
            String monitorId,
            Instant scheduledAt,
            Instant createdAt,
            boolean success,
            @Nullable Integer statusCode,
            @Nullable Double latencyMs,
            @Nullable String reason,
            String location) {
        static View of(Check check) {
            Long micros = check.latencyMicros();
            return new View(
                    check.id(),
                    check.monitorId(),
                    check.scheduledAt(),
                    check.createdAt(),
                    check.success(),
                    check.statusCode(),
                    micros == null ? null : micros / 1000.0,
                    check.reason(),
                    check.location());
        }
    }

    private final Checks checks;
    private final UptimeReport uptime;
    private final MonitorDefinitions monitors;
    private final InstantSource clock;

    ChecksController(Checks checks, UptimeReport uptime, MonitorDefinitions monitors, InstantSource clock) {
        this.checks = checks;
        this.uptime = uptime;
        this.monitors = monitors;
        this.clock = clock;
    }

    @GetMapping({"/internal/v1/monitors/{id}/checks", "/api/v1/monitors/{id}/checks"})
    Page<View> list(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        exists(caller, id);
        int size = Page.limit(limit);
        Instant now = clock.instant();
        // a slot may lie a little ahead of the clock of this machine
        Instant end = TimeParameter.parse("to", to, now.plus(Duration.ofMinutes(10)));
        Instant start = TimeParameter.parse("from", from, Instant.EPOCH);
        return Page.of(
                checks.page(caller.accountId(), id, start, end, Cursor.parse(cursor), size + 1),
                size,
                check -> new Cursor(check.scheduledAt(), check.location()),
                View::of);
    }

    @GetMapping({"/internal/v1/monitors/{id}/uptime", "/api/v1/monitors/{id}/uptime"})
    UptimeReport.Answer uptime(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        exists(caller, id);
        return uptime.of(caller.accountId(), id, TimeParameter.parse("from", from), TimeParameter.parse("to", to));
    }

    private void exists(Caller caller, String id) {
        if (monitors.find(caller.accountId(), id).isEmpty()) {
            throw new ApiException(ErrorCode.MONITOR_001);
        }
    }
}
