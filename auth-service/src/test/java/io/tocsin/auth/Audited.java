package io.tocsin.auth;

import io.tocsin.events.AuditRecorded;
import io.tocsin.platform.testing.TopicReader;
import io.tocsin.schemas.Topics;
import org.awaitility.Awaitility;

/** What the audit trail says. */
public final class Audited {
    private Audited() {}

    /** The last event of an account with that action. */
    public static AuditRecorded last(String accountId, String action) {
        return Awaitility.await()
                .atMost(Door.SOON)
                .until(
                        () -> TopicReader.until(Topics.AUDIT, AuditRecorded.class, accountId, 1).stream()
                                .filter(event -> event.getAction().equals(action))
                                .reduce((_, later) -> later)
                                .orElse(null),
                        found -> found != null);
    }
}
