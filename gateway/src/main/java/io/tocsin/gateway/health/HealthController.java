package io.tocsin.gateway.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Health of the whole product, for anybody: which duties are done, not which part fails. */
@RestController
class HealthController {
    /**
     * @param status up or down
     * @param duties the same of each duty; left out where none was asked for
     */
    record Answer(
            String status,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Map<String, String> duties) {}

    private final ProductHealth health;

    HealthController(ServiceHealthClient services, HealthSettings settings, InstantSource clock) {
        this.health = new ProductHealth(services::isReady, settings.fresh(), clock);
    }

    @GetMapping({"/health", "/health/ready", "/api/v1/health"})
    ResponseEntity<Answer> product() {
        Map<Duty, Boolean> duties = health.duties();
        boolean up = duties.values().stream().allMatch(Boolean::booleanValue);
        Map<String, String> wire = duties.entrySet().stream()
                .collect(Collectors.toMap(duty -> duty.getKey().wireName(), duty -> word(duty.getValue())));
        return ResponseEntity.status(up ? 200 : 503).body(new Answer(word(up), wire));
    }

    /** This process answers, whatever the rest does. */
    @GetMapping("/health/live")
    Answer live() {
        return new Answer(word(true), null);
    }

    private static String word(boolean up) {
        return up ? "up" : "down";
    }
}
