package io.tocsin.query.definitions;

import org.jspecify.annotations.Nullable;

/** Who has to act when a collector comes, changes or goes; in the transaction that notes it. */
public interface CollectorFollower {
    /** @param before null for a collector that was not known */
    void collectorDefined(@Nullable CollectorDefinition before, CollectorDefinition after);

    default void collectorDeleted(String collectorId) {}
}
