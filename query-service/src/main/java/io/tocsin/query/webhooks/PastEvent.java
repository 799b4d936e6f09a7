package io.tocsin.query.webhooks;

import io.tocsin.query.storage.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * An event as it was written down.
 *
 * @param seq grows with time, not without exception
 * @param payload JSON, as it is sent and signed
 */
public record PastEvent(
        String id, long seq, String accountId, String type, String subject, String payload, Instant at) {
    public static PastEvent read(ResultSet row) throws SQLException {
        return new PastEvent(
                row.getString("id"),
                row.getLong("seq"),
                row.getString("account_id"),
                row.getString("type"),
                row.getString("subject"),
                row.getString("payload"),
                SqlTime.read(row, "at"));
    }
}
