package io.tocsin.auth.preferences;

import io.tocsin.auth.revisions.EntityTag;
import io.tocsin.platform.tokens.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The caller's preferences. */
@RestController
@RequestMapping("/internal/v1/me/preferences")
class PreferencesController {
    private final Preferences preferences;
    private final PreferenceSchema schema;

    PreferencesController(Preferences preferences, PreferenceSchema schema) {
        this.preferences = preferences;
        this.schema = schema;
    }

    @GetMapping
    ResponseEntity<ObjectNode> read(Caller caller) {
        return answer(preferences.of(caller.id()));
    }

    @PatchMapping(consumes = {"application/merge-patch+json", MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<ObjectNode> change(
            Caller caller,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody ObjectNode patch) {
        return answer(preferences.change(caller, patch, ifMatch));
    }

    @GetMapping("/schema")
    JsonNode schema() {
        return schema.published();
    }

    private static ResponseEntity<ObjectNode> answer(Preferences.Stored stored) {
        return ResponseEntity.ok()
                .eTag(new EntityTag(stored.revision()).toString())
                .body(stored.document());
    }
}
