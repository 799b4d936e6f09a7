package io.tocsin.ingest.push;

import java.time.Duration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes what a push looks like, as a JSON Schema (draft 2020-12). */
@RestController
class SchemaController {
    private static final MediaType JSON_SCHEMA = MediaType.parseMediaType("application/schema+json");
    private static final Resource PUSH = new ClassPathResource("push.schema.json", SchemaController.class);

    @GetMapping("/api/v1/schemas/push.json")
    ResponseEntity<Resource> push() {
        return ResponseEntity.ok()
                .contentType(JSON_SCHEMA)
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePublic())
                .body(PUSH);
    }
}
