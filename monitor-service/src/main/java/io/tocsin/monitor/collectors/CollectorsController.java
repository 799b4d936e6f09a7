package io.tocsin.monitor.collectors;

import io.tocsin.monitor.paging.Cursor;
import io.tocsin.monitor.paging.Limit;
import io.tocsin.monitor.paging.Page;
import io.tocsin.platform.tokens.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Collectors that are registered. */
@RestController
class CollectorsController {
    private static final String COLLECTORS = "/api/v1/collectors";
    private static final String COLLECTOR = COLLECTORS + "/{id}";
    private static final String INTERNAL_COLLECTORS = "/internal/v1/collectors";
    private static final String INTERNAL_COLLECTOR = INTERNAL_COLLECTORS + "/{id}";

    private final Enrolment enrolment;
    private final CollectorLists lists;

    CollectorsController(Enrolment enrolment, CollectorLists lists) {
        this.enrolment = enrolment;
        this.lists = lists;
    }

    @GetMapping({COLLECTORS, INTERNAL_COLLECTORS})
    Page<CollectorAnswer> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        return lists.page(caller.accountId(), Cursor.parse(cursor), Limit.of(limit));
    }

    @GetMapping({COLLECTOR, INTERNAL_COLLECTOR})
    CollectorAnswer read(Caller caller, @PathVariable String id) {
        return lists.one(caller.accountId(), id);
    }

    @DeleteMapping({COLLECTOR, INTERNAL_COLLECTOR})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable String id) {
        enrolment.revoke(caller, id);
    }
}
