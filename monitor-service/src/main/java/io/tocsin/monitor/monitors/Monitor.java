package io.tocsin.monitor.monitors;

import io.tocsin.monitor.targets.RequestContent;
import io.tocsin.monitor.targets.Target;
import io.tocsin.monitor.targets.TargetFields;
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
    private TargetFields target;

    private @Nullable String sealedRequest;

    @Embedded
    private @Nullable HeartbeatToken heartbeatToken;

    private int intervalSeconds;
    private int timeoutMs;
    private int retries;
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

    @SuppressWarnings("NullAway.Init") // order() fills the rest
    Monitor(String id, String accountId, Definition definition, Secrets secrets, Instant now) {
        this.id = id;
        this.accountId = accountId;
        this.revision = 1;
        this.createdAt = now;
        this.changedAt = now;
        order(definition, secrets);
    }

    /** @return whether anything is different now */
    boolean change(Definition definition, Secrets secrets, Instant now) {
        if (definition.equals(definition(secrets))) {
            return false;
        }
        order(definition, secrets);
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

    Definition definition(Secrets secrets) {
        RequestContent content = secrets.open(id, sealedRequest);
        return new Definition(
                friendlyName,
                target.toTarget(content),
                intervalSeconds,
                timeoutMs,
                retries,
                failureThreshold,
                recoveryThreshold,
                tags);
    }

    private void order(Definition definition, Secrets secrets) {
        friendlyName = definition.friendlyName();
        target = TargetFields.of(definition.target());
        sealedRequest = secrets.seal(id, definition.target().content());
        heartbeatToken = heartbeatToken(definition.target(), secrets);
        intervalSeconds = definition.intervalSeconds();
        timeoutMs = definition.timeoutMs();
        retries = definition.retries();
        failureThreshold = definition.failureThreshold();
        recoveryThreshold = definition.recoveryThreshold();
        tags = definition.tags();
    }

    /** The address of a heartbeat stays as long as the monitor waits for one. */
    private @Nullable HeartbeatToken heartbeatToken(Target ordered, Secrets secrets) {
        if (!(ordered instanceof Target.Heartbeat)) {
            return null;
        }
        HeartbeatToken known = heartbeatToken;
        return known == null ? secrets.newToken(id) : known;
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

    String friendlyName() {
        return friendlyName;
    }

    TargetFields target() {
        return target;
    }

    @Nullable
    String sealedRequest() {
        return sealedRequest;
    }

    @Nullable
    HeartbeatToken heartbeatToken() {
        return heartbeatToken;
    }

    int intervalSeconds() {
        return intervalSeconds;
    }

    int timeoutMs() {
        return timeoutMs;
    }

    int retries() {
        return retries;
    }

    int failureThreshold() {
        return failureThreshold;
    }

    int recoveryThreshold() {
        return recoveryThreshold;
    }

    List<String> tags() {
        return tags;
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
