package io.tocsin.monitor.monitors;

import io.tocsin.monitor.idempotency.IdempotencyKey;
import io.tocsin.monitor.idempotency.Repetitions;
import io.tocsin.monitor.paging.Cursor;
import io.tocsin.monitor.paging.Limit;
import io.tocsin.monitor.paging.Page;
import io.tocsin.monitor.plans.Plan;
import io.tocsin.monitor.plans.PlanTable;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Monitors over HTTP: all of them for people; for OAuth clients reading, pausing, resuming and checking. */
@RestController
class MonitorsController {
    private static final String MONITORS = "/internal/v1/monitors";
    private static final String MONITOR = MONITORS + "/{id}";
    private static final String PUBLIC_MONITORS = "/api/v1/monitors";
    private static final String PUBLIC_MONITOR = PUBLIC_MONITORS + "/{id}";

    private final StandingOrders orders;
    private final MonitorLists lists;
    private final PlanTable plans;
    private final MergePatch merging;
    private final Repetitions repetitions;

    MonitorsController(
            StandingOrders orders, MonitorLists lists, PlanTable plans, MergePatch merging, Repetitions repetitions) {
        this.orders = orders;
        this.lists = lists;
        this.plans = plans;
        this.merging = merging;
        this.repetitions = repetitions;
    }

    @GetMapping({MONITORS, PUBLIC_MONITORS})
    Page<MonitorAnswer> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String type,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String tag,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        MonitorFilter filter = new MonitorFilter(type, status, tag, q);
        return lists.page(caller.accountId(), filter, Cursor.parse(cursor), Limit.of(limit));
    }

    @GetMapping({MONITOR, PUBLIC_MONITOR})
    MonitorAnswer read(Caller caller, @PathVariable String id, HttpServletResponse response) {
        return tagged(lists.one(caller, id), response);
    }

    /** Repeated with the same key, it answers what it answered the first time. */
    @PostMapping(MONITORS)
    ResponseEntity<MonitorAnswer> create(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody MonitorBody body) {
        Plan plan = plans.of(caller.accountId());
        Definition definition = body.toDefinition(plan.minIntervalSeconds());
        MonitorAnswer made = key == null
                ? orders.take(caller, plan, definition)
                : repetitions.answer(
                        new IdempotencyKey(caller.accountId(), key),
                        body,
                        MonitorAnswer.class,
                        () -> orders.take(caller, plan, definition));
        return ResponseEntity.created(URI.create(MONITORS + "/" + made.id()))
                .eTag(made.tag().toString())
                .body(made);
    }

    @PatchMapping(MONITOR)
    MonitorAnswer change(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode patch,
            HttpServletResponse response) {
        if (ifMatch == null) {
            throw new ApiException(ErrorCode.MONITOR_005);
        }
        Plan plan = plans.of(caller.accountId());
        MonitorAnswer changed = orders.change(
                caller,
                plan,
                id,
                ifMatch,
                current -> merging.apply(patch, current).toDefinition(plan.minIntervalSeconds()));
        return tagged(changed, response);
    }

    @DeleteMapping(MONITOR)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        orders.end(caller, id, ifMatch);
    }

    @PostMapping({MONITOR + "/pause", PUBLIC_MONITOR + "/pause"})
    MonitorAnswer pause(Caller caller, @PathVariable String id, HttpServletResponse response) {
        return tagged(orders.pause(caller, id), response);
    }

    @PostMapping({MONITOR + "/resume", PUBLIC_MONITOR + "/resume"})
    MonitorAnswer resume(Caller caller, @PathVariable String id, HttpServletResponse response) {
        return tagged(orders.resume(caller, id), response);
    }

    @PostMapping({MONITOR + "/check", PUBLIC_MONITOR + "/check"})
    @ResponseStatus(HttpStatus.ACCEPTED)
    MonitorAnswer check(Caller caller, @PathVariable String id, HttpServletResponse response) {
        return tagged(orders.check(caller, id), response);
    }

    /** Past Spring's own ETag handling, which would answer 304 although the status has changed. */
    private static MonitorAnswer tagged(MonitorAnswer answer, HttpServletResponse response) {
        response.setHeader(HttpHeaders.ETAG, answer.tag().toString());
        return answer;
    }
}
