package io.tocsin.query.definitions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who has to act when a monitor comes, changes or goes; in the transaction that notes it. */
public interface MonitorFollower {
    default void monitorDeleted(String monitorId, Instant at) {}

    /** @param before null for a monitor that was not known */
    default void monitorDefined(@Nullable MonitorDefinition before, MonitorDefinition after) {}
}
