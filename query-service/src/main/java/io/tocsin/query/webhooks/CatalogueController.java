package io.tocsin.query.webhooks;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.query.transformations.EvaluatorsBusyException;
import io.tocsin.query.transformations.Shipped;
import io.tocsin.query.transformations.Transformation;
import io.tocsin.schemas.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What can be subscribed to, and what would be sent. */
@RestController
@RequestMapping({"/internal/v1/webhooks", "/api/v1/webhooks"})
class CatalogueController {
    /**
     * @param transformation an expression, or the name of a shipped one
     * @param filter a condition to try too
     * @param eventId an event that happened; else
     * @param eventType the newest of that type that happened, or its example
     */
    record Trial(
            @Nullable String transformation,
            @Nullable String filter,
            @Nullable String eventId,
            @Nullable String eventType) {}

    /**
     * @param eventId the event that was tried; null for an example
     * @param accepted what the filter says
     */
    record Preview(
            @Nullable String eventId,
            boolean accepted,
            JsonNode payload,
            @Nullable JsonNode result,
            @Nullable String error) {}

    record Transformations(List<Shipped.Description> data) {}

    private record Sample(@Nullable String id, String payload) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CatalogueController(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @GetMapping("/event-types")
    EventCatalogue eventTypes() {
        return EventCatalogue.whole();
    }

    @GetMapping("/transformations")
    Transformations transformations() {
        return new Transformations(Shipped.all());
    }

    /** Shows what an expression makes of an event of the account, and sends nothing. */
    @PostMapping("/preview")
    Preview preview(Caller caller, @RequestBody Trial trial) {
        String text = trial.transformation();
        Transformation transformation = text == null || text.isBlank() ? null : EndpointBody.checkTransformation(text);
        Filter filter = filter(trial.filter());
        Sample sample = sample(caller.accountId(), trial);
        JsonNode payload = json.readTree(sample.payload());
        boolean accepted = filter == null || filter.accepts(payload);
        try {
            JsonNode result =
                    transformation == null ? payload : json.readTree(transformation.rehearse(sample.payload()));
            return new Preview(sample.id(), accepted, payload, result, null);
        } catch (IllegalArgumentException e) {
            return new Preview(sample.id(), accepted, payload, null, "The transformation " + e.getMessage());
        } catch (JacksonException _) {
            return new Preview(
                    sample.id(), accepted, payload, null, "What it gives is too deep or too long to be shown here");
        } catch (EvaluatorsBusyException _) {
            throw new ApiException(ErrorCode.INTERNAL_002);
        }
    }

    private static @Nullable Filter filter(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : Filter.parse(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.invalid("filter", String.valueOf(e.getMessage()));
        }
    }

    private Sample sample(String accountId, Trial trial) {
        if (trial.eventId() != null) {
            return jdbc.sql("SELECT id, payload FROM webhook_event WHERE account_id = ? AND id = ?")
                    .params(accountId, trial.eventId())
                    .query((row, _) -> new Sample(row.getString(1), row.getString(2)))
                    .optional()
                    .orElseThrow(() -> new ApiException(ErrorCode.WEBHOOK_009));
        }
        EventType type = trial.eventType() == null ? EventType.INCIDENT_OPENED : EventType.of(trial.eventType());
        if (type == null) {
            throw ApiException.invalid("event_type", "is not in the catalogue");
        }
        return jdbc.sql("""
            SELECT id, payload FROM webhook_event WHERE account_id = ? AND type = ? ORDER BY recorded_at DESC LIMIT 1
            """)
                .params(accountId, type.wireName())
                .query((row, _) -> new Sample(row.getString(1), row.getString(2)))
                .optional()
                .orElseGet(() -> new Sample(null, json.writeValueAsString(EventCatalogue.exampleOf(type))));
    }
}
