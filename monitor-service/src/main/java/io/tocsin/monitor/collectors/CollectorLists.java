package io.tocsin.monitor.collectors;

import io.tocsin.monitor.paging.Cursor;
import io.tocsin.monitor.paging.Page;
import io.tocsin.monitor.status.StatusTable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads collectors as clients see them. */
@Component
@Transactional(readOnly = true)
class CollectorLists {
    private final Collectors collectors;
    private final StatusTable statuses;

    CollectorLists(Collectors collectors, StatusTable statuses) {
        this.collectors = collectors;
        this.statuses = statuses;
    }

    /** @throws io.tocsin.platform.errors.ApiException 404 when the account has no such collector */
    CollectorAnswer one(String accountId, String id) {
        return answer(collectors.get(accountId, id));
    }

    /** @throws io.tocsin.platform.errors.ApiException 404 when the account has no such collector */
    CollectorConfig config(String accountId, String id) {
        return CollectorConfig.of(collectors.get(accountId, id));
    }

    Page<CollectorAnswer> page(String accountId, Cursor cursor, int limit) {
        return Page.of(collectors.after(accountId, cursor, limit + 1), limit, Collector::id)
                .map(this::answer);
    }

    private CollectorAnswer answer(Collector collector) {
        return CollectorAnswer.of(collector, statuses.of(collector.accountId(), collector.id()));
    }
}
