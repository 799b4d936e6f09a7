package io.tocsin.monitor.audit;

import io.tocsin.platform.tokens.Caller;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who did something.
 *
 * @param kind user, client, collector or anonymous
 * @param id null of somebody who is nobody
 */
public record Actor(String kind, @Nullable String id) {
    public static final Actor ANONYMOUS = new Actor("anonymous", null);

    public static Actor of(Caller caller) {
        return new Actor(caller.kind().name().toLowerCase(Locale.ROOT), caller.id());
    }

    public static Actor collector(String id) {
        return new Actor("collector", id);
    }

    /** For a column that says who it was. */
    public String name() {
        return id == null ? kind : id;
    }
}
