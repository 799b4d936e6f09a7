package io.tocsin.auth.preferences;

import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.revisions.EntityTag;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.ErrorDetail;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What people prefer. */
@Service
public class Preferences {
    /**
     * A document and how often it was changed.
     *
     * @param document fits the schema
     */
    public record Stored(ObjectNode document, long revision) {}

    private static final String SELECT = "SELECT preferences::text, preferences_revision FROM users WHERE id = ?";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final PreferenceSchema schema;
    private final AuditPublisher audit;

    Preferences(JdbcClient jdbc, JsonMapper json, PreferenceSchema schema, AuditPublisher audit) {
        this.jdbc = jdbc;
        this.json = json;
        this.schema = schema;
        this.audit = audit;
    }

    /** @throws ApiException AUTH_001 if there is no such person */
    public Stored of(String userId) {
        return read(SELECT, userId);
    }

    /**
     * Merges a patch into what there is.
     *
     * @throws ApiException 428, 412 (see {@link EntityTag}), or 400 naming what does not fit the schema
     */
    @Transactional
    public Stored change(Caller caller, ObjectNode patch, @Nullable String ifMatch) {
        Stored before = read(SELECT + " FOR UPDATE", caller.id());
        new EntityTag(before.revision()).require(ifMatch);
        ObjectNode merged = MergePatch.apply(before.document(), patch);
        List<ErrorDetail> violations = schema.violations(merged);
        if (!violations.isEmpty()) {
            ErrorDetail first = violations.getFirst();
            throw new ApiException(ErrorCode.VALIDATION_001, first.field() + " " + first.message(), violations);
        }
        jdbc.sql("UPDATE users SET preferences = ?::jsonb, preferences_revision = preferences_revision + 1"
                        + " WHERE id = ?")
                .params(json.writeValueAsString(merged), caller.id())
                .update();
        audit.caller(caller, "preferences.changed", caller.id(), Map.of());
        return new Stored(merged, before.revision() + 1);
    }

    private Stored read(String sql, String userId) {
        return jdbc.sql(sql)
                .param(userId)
                .query((row, _) -> new Stored(json.readValue(row.getString(1), ObjectNode.class), row.getLong(2)))
                .optional()
                .orElseThrow(() -> new ApiException(ErrorCode.AUTH_001));
    }
}
