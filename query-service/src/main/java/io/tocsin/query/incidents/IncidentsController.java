package io.tocsin.query.incidents;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.query.paging.Cursor;
import io.tocsin.query.paging.Page;
import io.tocsin.schemas.ErrorCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class IncidentsController {
    record View(
            String id,
            String monitorId,
            @Nullable String friendlyName,
            Instant openedAt,
            @Nullable Instant acknowledgedAt,
            @Nullable String acknowledgedBy,
            @Nullable Instant resolvedAt,
            @Nullable String reason) {
        static View of(Incident incident) {
            return new View(
                    incident.id(),
                    incident.monitorId(),
                    incident.friendlyName(),
                    incident.openedAt(),
                    incident.acknowledgedAt(),
                    incident.acknowledgedBy(),
                    incident.resolvedAt(),
                    incident.reason());
        }
    }

    private final Incidents incidents;
    private final IncidentWork work;

    IncidentsController(Incidents incidents, IncidentWork work) {
        this.incidents = incidents;
        this.work = work;
    }

    @GetMapping({"/internal/v1/incidents", "/api/v1/incidents"})
    Page<View> list(
            Caller caller,
            @RequestParam(name = "monitor_id", required = false) @Nullable String monitorId,
            @RequestParam(required = false) @Nullable Boolean open,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.limit(limit);
        return Page.of(
                incidents.page(caller.accountId(), monitorId, open, Cursor.parse(cursor), size + 1),
                size,
                incident -> new Cursor(incident.openedAt(), incident.id()),
                View::of);
    }

    @GetMapping({"/internal/v1/incidents/{id}", "/api/v1/incidents/{id}"})
    View read(Caller caller, @PathVariable String id) {
        return incidents
                .find(caller.accountId(), id)
                .map(View::of)
                .orElseThrow(() -> new ApiException(ErrorCode.INCIDENT_001));
    }

    @PostMapping("/internal/v1/incidents/{id}/acknowledge")
    View acknowledge(Caller caller, @PathVariable String id) {
        return View.of(work.acknowledge(caller.accountId(), id, caller.id()));
    }
}
