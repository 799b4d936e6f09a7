package io.tocsin.auth.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a change was from and to, in the form that audit events have it. */
public final class Changes {
    private final Map<String, String> details = new LinkedHashMap<>();

    /** Adds a value if it changed; nothing is written where there was or is none. */
    public Changes of(String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            put("before." + field, before);
            put("after." + field, after);
        }
        return this;
    }

    /** Adds a fact that is no change. */
    public Changes with(String name, @Nullable Object value) {
        put(name, value);
        return this;
    }

    public boolean isEmpty() {
        return details.isEmpty();
    }

    public Map<String, String> details() {
        return Map.copyOf(details);
    }

    private void put(String name, @Nullable Object value) {
        if (value != null) {
            details.put(name, value.toString());
        }
    }
}
