package io.tocsin.monitor.collectors;

import io.tocsin.monitor.audit.Actor;
import io.tocsin.monitor.audit.AuditPublisher;
import io.tocsin.monitor.preconditions.EntityTag;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes configurations: the new version, its event and its audit in one transaction. Nothing is ever overwritten. */
@Component
@Transactional
class Configurations {
    private final Collectors collectors;
    private final ConfigHistory history;
    private final CollectorPublisher publisher;
    private final AuditPublisher audit;
    private final InstantSource clock;

    Configurations(
            Collectors collectors,
            ConfigHistory history,
            CollectorPublisher publisher,
            AuditPublisher audit,
            InstantSource clock) {
        this.collectors = collectors;
        this.history = history;
        this.publisher = publisher;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @param config a JSON object
     * @param ifMatch the ETags that the caller has read; null replaces whatever there is
     * @throws ApiException 412 when the configuration was changed since
     */
    CollectorConfig put(Caller caller, String id, String config, @Nullable String ifMatch) {
        Collector collector = collectors.locked(caller.accountId(), id);
        EntityTag current = new EntityTag(collector.configVersion());
        if (ifMatch != null && !current.matches(ifMatch)) {
            throw new ApiException(ErrorCode.COLLECTOR_010, "The configuration has the ETag %s now".formatted(current));
        }
        return changed(caller, collector, config);
    }

    /** Makes an earlier configuration the newest again. */
    CollectorConfig rollBack(Caller caller, String id, int version) {
        Collector collector = collectors.locked(caller.accountId(), id);
        return changed(caller, collector, find(collector, version).config());
    }

    @Transactional(readOnly = true)
    public ConfigHistory.Version version(String accountId, String id, int version) {
        return find(collectors.get(accountId, id), version);
    }

    @Transactional(readOnly = true)
    public List<ConfigHistory.Version> before(String accountId, String id, int version, int most) {
        return history.before(accountId, collectors.get(accountId, id).id(), version, most);
    }

    private ConfigHistory.Version find(Collector collector, int version) {
        ConfigHistory.Version found = history.find(collector.accountId(), collector.id(), version);
        if (found == null) {
            throw new ApiException(ErrorCode.COLLECTOR_011);
        }
        return found;
    }

    private CollectorConfig changed(Caller caller, Collector collector, String config) {
        if (!config.equals(collector.config())) {
            int before = collector.configVersion();
            collector.configure(config, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            history.add(collector, Actor.of(caller));
            publisher.defined(collector);
            audit.recorded(
                    caller,
                    "collector.configured",
                    collector.id(),
                    Map.of(
                            "before.version", String.valueOf(before),
                            "after.version", String.valueOf(collector.configVersion())));
        }
        return CollectorConfig.of(collector);
    }
}
