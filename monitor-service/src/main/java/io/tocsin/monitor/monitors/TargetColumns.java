package io.tocsin.monitor.monitors;

import jakarta.persistence.Embeddable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Any {@link Target} as the database keeps it: one set of columns for all types. */
@Embeddable
record TargetColumns(
        String type, @Nullable String url, @Nullable String keyword) {
    static TargetColumns of(Target target) {
        return switch (target) {
            case Target.Http http -> new TargetColumns(http.type(), http.url(), null);
            case Target.Keyword keyword -> new TargetColumns(keyword.type(), keyword.url(), keyword.keyword());
        };
    }

    Target toTarget() {
        return switch (type) {
            case Target.Http.TYPE -> new Target.Http(Objects.requireNonNull(url));
            case Target.Keyword.TYPE ->
                new Target.Keyword(Objects.requireNonNull(url), Objects.requireNonNull(keyword));
            default -> throw new IllegalStateException("The database holds a monitor of type " + type);
        };
    }
}
