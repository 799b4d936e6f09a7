package io.tocsin.query.checks;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.query.definitions.MonitorDefinitions;
import io.tocsin.query.paging.StepParameter;
import io.tocsin.query.paging.TimeParameter;
import io.tocsin.schemas.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class StatisticsController {
    private final UptimeReport uptime;
    private final LatencyReport latency;
    private final MonitorDefinitions monitors;

    StatisticsController(UptimeReport uptime, LatencyReport latency, MonitorDefinitions monitors) {
        this.uptime = uptime;
        this.latency = latency;
        this.monitors = monitors;
    }

    @GetMapping({"/internal/v1/monitors/{id}/uptime", "/api/v1/monitors/{id}/uptime"})
    UptimeReport.Answer uptime(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        exists(caller, id);
        return uptime.ofMonitor(
                caller.accountId(), id, TimeParameter.parse("from", from), TimeParameter.parse("to", to));
    }

    @GetMapping("/internal/v1/uptime")
    UptimeReport.AccountAnswer uptimeOfAll(
            Caller caller,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        return uptime.ofAccount(caller.accountId(), TimeParameter.parse("from", from), TimeParameter.parse("to", to));
    }

    @GetMapping({"/internal/v1/monitors/{id}/latency", "/api/v1/monitors/{id}/latency"})
    LatencyReport.Answer latency(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String step) {
        exists(caller, id);
        return latency.of(
                caller.accountId(),
                id,
                TimeParameter.parse("from", from),
                TimeParameter.parse("to", to),
                StepParameter.parse(step));
    }

    private void exists(Caller caller, String id) {
        if (monitors.find(caller.accountId(), id).isEmpty()) {
            throw new ApiException(ErrorCode.MONITOR_001);
        }
    }
}
