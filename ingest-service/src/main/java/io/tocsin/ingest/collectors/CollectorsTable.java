package io.tocsin.ingest.collectors;

import io.tocsin.events.CollectorDefined;
import io.tocsin.platform.events.CompactedTable;
import io.tocsin.platform.events.CompactedTables;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Topics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code collectors.v1} in memory. A collector that was registered a moment ago may still be on its way. */
@Component
public class CollectorsTable {
    /** Where a collector reads its configuration, once it is known here. */
    public static final String CONFIG_PATH = "/api/v1/config/{id}";

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int DEFAULT_INTERVAL_SECONDS = 60;

    private final CompactedTable<Collector> collectors;

    CollectorsTable(CompactedTables tables, JsonMapper json) {
        this.collectors = tables.of(Topics.COLLECTORS, CollectorDefined.class, event -> of(event, json));
    }

    /** The collector, for which it waits up to 2 s; null if there still is none. */
    public @Nullable Collector await(String id) {
        return Ids.isOf("col", id) ? collectors.await(id, PATIENCE) : null;
    }

    /** The collector; null where nothing is known of it. */
    public @Nullable Collector get(String id) {
        return collectors.get(id);
    }

    private static Collector of(CollectorDefined event, JsonMapper json) {
        return new Collector(
                event.getCollectorId(),
                event.getAccountId(),
                event.getHostname(),
                event.getConfig(),
                event.getConfigVersion(),
                interval(event.getConfig(), json),
                event.getRevokedAt());
    }

    private static int interval(String config, JsonMapper json) {
        try {
            int seconds = json.readTree(config).path("interval_seconds").asInt(DEFAULT_INTERVAL_SECONDS);
            return seconds > 0 ? seconds : DEFAULT_INTERVAL_SECONDS;
        } catch (JacksonException _) {
            return DEFAULT_INTERVAL_SECONDS;
        }
    }
}
