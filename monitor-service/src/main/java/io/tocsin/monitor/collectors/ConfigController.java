package io.tocsin.monitor.collectors;

import io.tocsin.platform.tokens.Caller;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Configurations of collectors, for their account. */
@RestController
class ConfigController {
    /** A configuration and what it is called. */
    record VersionedConfig(JsonNode config, int version) {}

    private final CollectorLists collectors;
    private final JsonMapper json;

    ConfigController(CollectorLists collectors, JsonMapper json) {
        this.collectors = collectors;
        this.json = json;
    }

    /** Answers 304 to a caller that names the current version. */
    @GetMapping("/api/v1/config/{id}")
    ResponseEntity<VersionedConfig> read(Caller caller, @PathVariable String id) {
        CollectorConfig config = collectors.config(caller.accountId(), id);
        return ResponseEntity.ok()
                .eTag("\"" + config.version() + "\"")
                .body(new VersionedConfig(json.readTree(config.json()), config.version()));
    }
}
