package io.tocsin.monitor.collectors;

import io.tocsin.monitor.paging.Cursor;
import io.tocsin.monitor.paging.Limit;
import io.tocsin.monitor.paging.Page;
import io.tocsin.monitor.preconditions.EntityTag;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Configurations of collectors, for their account: read, replaced, and brought back. */
@RestController
class ConfigController {
    private static final String CONFIG = "/api/v1/config/{id}";

    /** A configuration and what it is called. */
    record VersionedConfig(JsonNode config, int version) {}

    /** One of its past and present. */
    record PastConfig(int version, JsonNode config, String changedBy, Instant changedAt) {}

    /** What is to be the newest again. */
    record RollBack(int version) {}

    private final CollectorLists collectors;
    private final Configurations configurations;
    private final JsonMapper json;

    ConfigController(CollectorLists collectors, Configurations configurations, JsonMapper json) {
        this.collectors = collectors;
        this.configurations = configurations;
        this.json = json;
    }

    /** Answers 304 to a caller that names the current version. */
    @GetMapping(CONFIG)
    ResponseEntity<VersionedConfig> read(Caller caller, @PathVariable String id) {
        return answer(collectors.config(caller.accountId(), id));
    }

    @PutMapping(CONFIG)
    ResponseEntity<VersionedConfig> replace(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ConfigBody body) {
        body.check();
        String config = json.writeValueAsString(body);
        if (config.length() > ConfigBody.LONGEST) {
            throw ApiException.invalid(
                    "settings", "makes the configuration longer than %d characters".formatted(ConfigBody.LONGEST));
        }
        return answer(configurations.put(caller, id, config, ifMatch));
    }

    @PostMapping(CONFIG + "/rollback")
    ResponseEntity<VersionedConfig> rollBack(Caller caller, @PathVariable String id, @RequestBody RollBack to) {
        return answer(configurations.rollBack(caller, id, to.version()));
    }

    /** The newest first. */
    @GetMapping(CONFIG + "/versions")
    Page<PastConfig> versions(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Limit.of(limit);
        return Page.of(
                        configurations.before(caller.accountId(), id, before(Cursor.parse(cursor)), most + 1),
                        most,
                        found -> String.valueOf(found.version()))
                .map(this::past);
    }

    @GetMapping(CONFIG + "/versions/{version}")
    PastConfig version(Caller caller, @PathVariable String id, @PathVariable String version) {
        // what is no number is no version either
        int number = version.matches("\\d{1,9}") ? Integer.parseInt(version) : 0;
        return past(configurations.version(caller.accountId(), id, number));
    }

    private static int before(Cursor cursor) {
        try {
            return cursor.id().isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(cursor.id());
        } catch (NumberFormatException _) {
            throw ApiException.invalid("cursor", "is not one that a list has answered");
        }
    }

    private PastConfig past(ConfigHistory.Version found) {
        return new PastConfig(found.version(), json.readTree(found.config()), found.changedBy(), found.changedAt());
    }

    private ResponseEntity<VersionedConfig> answer(CollectorConfig config) {
        return ResponseEntity.ok()
                .eTag(new EntityTag(config.version()).toString())
                .body(new VersionedConfig(json.readTree(config.json()), config.version()));
    }
}
