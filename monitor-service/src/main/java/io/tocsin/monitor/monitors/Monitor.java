package io.tocsin.monitor.monitors;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A customer's standing order. Its revision grows with every change that matters to a check or to somebody who changes
 * it; a check asked for by hand is none.
 */
@Entity
class Monitor {
    @Id
    private String id;

    private String accountId;
    private long revision;
    private String friendlyName;

    @Embedded
    private TargetColumns target;

    private int intervalSeconds;
    private int timeoutMs;
    private int failureThreshold;
    private int recoveryThreshold;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> tags;

    private boolean paused;
    private @Nullable Instant checkRequestedAt;
    private Instant createdAt;
    private Instant changedAt;

    @SuppressWarnings("NullAway.Init")
    protected Monitor() {
        // JPA fills what it loads
    }

    Monitor(String id, String accountId, Definition definition, Instant now) {
        this.id = id;
        this.accountId = accountId;
        this.revision = 1;
        this.friendlyName = definition.friendlyName();
        this.target = TargetColumns.of(definition.target());
        this.intervalSeconds = definition.intervalSeconds();
        this.timeoutMs = definition.timeoutMs();
        this.failureThreshold = definition.failureThreshold();
        this.recoveryThreshold = definition.recoveryThreshold();
        this.tags = definition.tags();
        this.createdAt = now;
        this.changedAt = now;
    }

    /** @return whether anything is different now */
    boolean change(Definition definition, Instant now) {
        if (definition.equals(definition())) {
            return false;
        }
        friendlyName = definition.friendlyName();
        target = TargetColumns.of(definition.target());
        intervalSeconds = definition.intervalSeconds();
        timeoutMs = definition.timeoutMs();
        failureThreshold = definition.failureThreshold();
        recoveryThreshold = definition.recoveryThreshold();
        tags = definition.tags();
        revised(now);
        return true;
    }

    /** @return whether it was running until now */
    boolean pause(Instant now) {
        if (paused) {
            return false;
        }
        paused = true;
        revised(now);
        return true;
    }

    /** @return whether it was paused until now */
    boolean resume(Instant now) {
        if (!paused) {
            return false;
        }
        paused = false;
        revised(now);
        return true;
    }

    /**
     * Asks for a check besides the scheduled ones; the instant is its slot, so each is later than the one before.
     *
     * @throws ApiException 409 while it is paused
     */
    void requestCheck(Instant now) {
        if (paused) {
            throw new ApiException(ErrorCode.MONITOR_006);
        }
        Instant last = checkRequestedAt;
        checkRequestedAt = last == null || now.isAfter(last) ? now : last.plusMillis(1);
    }

    Definition definition() {
        return new Definition(
                friendlyName, target.toTarget(), intervalSeconds, timeoutMs, failureThreshold, recoveryThreshold, tags);
    }

    String id() {
        return id;
    }

    String accountId() {
        return accountId;
    }

    long revision() {
        return revision;
    }

    boolean isPaused() {
        return paused;
    }

    @Nullable
    Instant checkRequestedAt() {
        return checkRequestedAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant changedAt() {
        return changedAt;
    }

    private void revised(Instant now) {
        revision++;
        changedAt = now;
    }
}
