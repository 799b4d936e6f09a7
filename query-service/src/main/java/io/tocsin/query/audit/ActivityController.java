package io.tocsin.query.audit;

import io.tocsin.platform.tokens.Caller;
import io.tocsin.query.paging.Cursor;
import io.tocsin.query.paging.Page;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ActivityController {
    record View(
            String id,
            Instant at,
            String actorKind,
            @Nullable String actorId,
            String action,
            @Nullable String subjectId,
            @Nullable String address,
            Map<String, String> details,
            @Nullable String operatorId,
            @Nullable String correlationId) {
        static View of(AuditEvent event) {
            return new View(
                    event.id(),
                    event.at(),
                    event.actorKind(),
                    event.actorId(),
                    event.action(),
                    event.subjectId(),
                    event.address(),
                    event.details(),
                    event.operatorId(),
                    event.correlationId());
        }
    }

    private final AuditTrail trail;

    ActivityController(AuditTrail trail) {
        this.trail = trail;
    }

    @GetMapping("/internal/v1/me/activity")
    Page<View> own(
            Caller caller,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return page(AuditFilter.of(caller.accountId(), caller.id(), action, from, to), limit, cursor);
    }

    @GetMapping("/internal/v1/account/activity")
    Page<View> ofAccount(
            Caller caller,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return page(AuditFilter.of(caller.accountId(), actor, action, from, to), limit, cursor);
    }

    private Page<View> page(AuditFilter filter, @Nullable Integer limit, @Nullable String cursor) {
        int size = Page.limit(limit);
        return Page.of(
                trail.page(filter, Cursor.parse(cursor), size + 1),
                size,
                event -> new Cursor(event.at(), event.id()),
                View::of);
    }
}
