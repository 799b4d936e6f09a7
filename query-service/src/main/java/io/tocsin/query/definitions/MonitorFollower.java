package io.tocsin.query.definitions;

import java.time.Instant;

/** Who has to act when a monitor goes; in the transaction that notes it. */
public interface MonitorFollower {
    void monitorDeleted(String monitorId, Instant at);
}
