package io.tocsin.ingest.collectors;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a collector reads its configuration, at the door alone; people read and write it through the gateway. */
@RestController
class ConfigController {
    /** A configuration and what it is called. */
    record VersionedConfig(JsonNode config, int version) {}

    private final CollectorsTable collectors;
    private final JsonMapper json;

    ConfigController(CollectorsTable collectors, JsonMapper json) {
        this.collectors = collectors;
        this.json = json;
    }

    /** Answers 304 to a collector that names the current version, and 404 to one that asks for another's. */
    @GetMapping(CollectorsTable.CONFIG_PATH)
    ResponseEntity<VersionedConfig> read(Caller caller, @PathVariable String id) {
        Collector collector = id.equals(caller.id()) ? collectors.get(id) : null;
        if (collector == null) {
            throw new ApiException(ErrorCode.COLLECTOR_001);
        }
        return ResponseEntity.ok()
                .eTag("\"%d\"".formatted(collector.configVersion()))
                .body(new VersionedConfig(json.readTree(collector.config()), collector.configVersion()));
    }
}
