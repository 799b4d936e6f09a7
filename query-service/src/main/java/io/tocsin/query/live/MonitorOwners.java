package io.tocsin.query.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tocsin.query.definitions.MonitorDefinition;
import io.tocsin.query.definitions.MonitorDefinitions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Whose a monitor is; that never changes. */
@Component
class MonitorOwners {
    private static final Logger LOG = LoggerFactory.getLogger(MonitorOwners.class);

    private final MonitorDefinitions monitors;
    private final Cache<String, String> owners =
            Caffeine.newBuilder().maximumSize(100_000).build();

    MonitorOwners(MonitorDefinitions monitors) {
        this.monitors = monitors;
    }

    /** Null for a monitor that is not known, or not yet, and while the database is away. */
    @Nullable
    String of(String monitorId) {
        String owner = owners.getIfPresent(monitorId);
        if (owner == null) {
            try {
                MonitorDefinition monitor = monitors.of(List.of(monitorId)).get(monitorId);
                if (monitor == null) {
                    return null;
                }
                owner = monitor.accountId();
                owners.put(monitorId, owner);
            } catch (DataAccessException e) {
                LOG.debug("Can't tell whose {} is", monitorId, e);
            }
        }
        return owner;
    }
}
