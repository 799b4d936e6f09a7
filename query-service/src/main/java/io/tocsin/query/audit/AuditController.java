package io.tocsin.query.audit;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.query.paging.Cursor;
import io.tocsin.query.paging.Page;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For operators, who see every account. */
@RestController
@RequestMapping("/internal/v1/admin/audit")
class AuditController {
    /** Rows in one file; the header {@code X-Next-Cursor} tells where the next begins. */
    private static final int MOST_ROWS = 10_000;

    private static final String NEXT = "X-Next-Cursor";

    record View(
            String id,
            String accountId,
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
                    event.accountId(),
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

    AuditController(AuditTrail trail) {
        this.trail = trail;
    }

    @ModelAttribute
    AuditFilter filter(
            @RequestParam(required = false) @Nullable String account,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        return AuditFilter.of(account, actor, action, from, to);
    }

    @GetMapping
    Page<View> list(
            @ModelAttribute(binding = false) AuditFilter filter,
            @RequestParam(required = false) @Nullable String format,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (format != null && !format.equals("json")) {
            throw ApiException.invalid("format", "is json or csv");
        }
        int size = Page.limit(limit);
        return Page.of(read(filter, cursor, size + 1), size, AuditController::cursor, View::of);
    }

    @GetMapping(params = "format=csv")
    ResponseEntity<String> file(
            @ModelAttribute(binding = false) AuditFilter filter,
            @RequestParam(required = false) @Nullable String cursor) {
        List<AuditEvent> found = read(filter, cursor, MOST_ROWS + 1);
        List<AuditEvent> shown = found.subList(0, Math.min(found.size(), MOST_ROWS));
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit.csv\"");
        if (found.size() > shown.size()) {
            answer.header(NEXT, cursor(shown.getLast()).text());
        }
        return answer.body(AuditFile.of(shown));
    }

    private List<AuditEvent> read(AuditFilter filter, @Nullable String cursor, int limit) {
        Cursor after = Cursor.parse(cursor);
        return Tenancy.inEveryAccount(() -> trail.page(filter, after, limit));
    }

    private static Cursor cursor(AuditEvent event) {
        return new Cursor(event.at(), event.id());
    }
}
