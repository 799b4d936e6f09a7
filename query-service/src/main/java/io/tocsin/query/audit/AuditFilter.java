package io.tocsin.query.audit;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.query.paging.TimeParameter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events are asked for; null asks for all.
 *
 * @param action exact, or the beginning of it before a star
 */
record AuditFilter(
        @Nullable String account,
        @Nullable String actor,
        @Nullable String action,
        @Nullable Instant from,
        @Nullable Instant to) {
    /** @throws ApiException if a time is none, or the range is empty */
    static AuditFilter of(
            @Nullable String account,
            @Nullable String actor,
            @Nullable String action,
            @Nullable String from,
            @Nullable String to) {
        Instant start = TimeParameter.parse("from", from);
        Instant end = TimeParameter.parse("to", to);
        if (start != null && end != null && !start.isBefore(end)) {
            throw ApiException.invalid("from", "is not before to");
        }
        return new AuditFilter(account, actor, action, start, end);
    }

    @Nullable
    String actionPattern() {
        if (action == null) {
            return null;
        }
        String literal = action.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return literal.endsWith("*") ? literal.substring(0, literal.length() - 1) + "%" : literal;
    }
}
