package io.tocsin.platform.correlation;

import io.tocsin.schemas.Ids;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The id that ties one request to everything that it causes; kept in the logging context of the thread. */
public final class Correlation {
    /** HTTP and Kafka header that carries it. */
    public static final String HEADER = "X-Correlation-Id";
    /** Its name in log lines. */
    public static final String LOG_KEY = "correlation_id";

    private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    private Correlation() {}

    /** The id of the work under way in this thread; a new one where there is none. */
    public static String current() {
        String id = MDC.get(LOG_KEY);
        return id == null ? Ids.guessable("req") : id;
    }

    /** Runs the work under an id that came from outside, or a new one if that is missing or not acceptable. */
    public static Scope enter(@Nullable String offered) {
        String before = MDC.get(LOG_KEY);
        MDC.put(LOG_KEY, offered != null && ACCEPTABLE.matcher(offered).matches() ? offered : Ids.guessable("req"));
        return () -> {
            if (before == null) {
                MDC.remove(LOG_KEY);
            } else {
                MDC.put(LOG_KEY, before);
            }
        };
    }

    /** Ends the work under an id. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
