package io.tocsin.query.definitions;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What incidents need to know of a monitor.
 *
 * @param revision grows with every change
 * @param failureThreshold consecutive failures that open an incident
 * @param recoveryThreshold consecutive successes that resolve it
 * @param periodSeconds how often a heartbeat is due; null for other types
 * @param graceSeconds how late a heartbeat may be
 * @param deletedAt when it was deleted; checks of it may still be under way
 */
public record MonitorDefinition(
        String monitorId,
        String accountId,
        long revision,
        String friendlyName,
        String type,
        int intervalSeconds,
        int failureThreshold,
        int recoveryThreshold,
        boolean paused,
        Instant changedAt,
        @Nullable Integer periodSeconds,
        @Nullable Integer graceSeconds,
        @Nullable Instant deletedAt) {}
