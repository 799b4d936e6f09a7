package io.tocsin.monitor.monitors;

import io.tocsin.monitor.paging.Cursor;
import io.tocsin.monitor.paging.Page;
import io.tocsin.monitor.status.StatusTable;
import io.tocsin.platform.tokens.Caller;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads monitors as clients see them. */
@Component
@Transactional(readOnly = true)
class MonitorLists {
    private final Monitors monitors;
    private final MonitorSearch search;
    private final StatusTable statuses;
    private final Answers answers;

    MonitorLists(Monitors monitors, MonitorSearch search, StatusTable statuses, Answers answers) {
        this.monitors = monitors;
        this.search = search;
        this.statuses = statuses;
        this.answers = answers;
    }

    /** @throws io.tocsin.platform.errors.ApiException 404 when the account has no such monitor */
    MonitorAnswer one(Caller caller, String id) {
        return answers.one(caller, monitors.get(caller.accountId(), id));
    }

    Page<MonitorAnswer> page(String accountId, MonitorFilter filter, Cursor cursor, int limit) {
        String decided = filter.decided();
        List<String> ids = search.ids(
                accountId,
                filter,
                cursor,
                limit + 1,
                id -> decided == null || statuses.of(accountId, id).name().equals(decided));
        Page<String> page = Page.of(ids, limit, id -> id);
        List<MonitorAnswer> found = monitors.all(accountId, page.data()).stream()
                .map(answers::listed)
                .toList();
        return new Page<>(found, page.nextCursor());
    }
}
