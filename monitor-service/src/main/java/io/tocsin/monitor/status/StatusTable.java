package io.tocsin.monitor.status;

import io.tocsin.events.StatusDecided;
import io.tocsin.platform.events.CompactedTable;
import io.tocsin.platform.events.CompactedTables;
import io.tocsin.schemas.Topics;
import org.springframework.stereotype.Component;

/** The newest status of every monitor and collector, from {@code status.v1}. */
@Component
public class StatusTable {
    private final CompactedTable<Status> decided;

    StatusTable(CompactedTables tables) {
        decided = tables.of(Topics.STATUS, StatusDecided.class, StatusTable::statusOf);
    }

    /** What was decided of that monitor or collector of that account; pending where nothing was. */
    public Status of(String accountId, String subjectId) {
        Status status = decided.get(subjectId);
        // a record is not believed about somebody else's monitor because it is on the topic
        return status == null || !status.accountId().equals(accountId) ? Status.pending(accountId) : status;
    }

    private static Status statusOf(StatusDecided event) {
        return new Status(event.getAccountId(), event.getStatus(), event.getLastObservedAt());
    }
}
