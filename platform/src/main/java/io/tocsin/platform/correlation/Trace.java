package io.tocsin.platform.correlation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The trace that work belongs to, as events carry it (W3C Trace Context, {@code traceparent}). */
public final class Trace {
    /** Kafka header that carries it. */
    public static final String HEADER = "traceparent";

    private static final Pattern PARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})");

    private Trace() {}

    /** That of the work under way in this thread; null where there is none. */
    public static @Nullable String current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? "00-%s-%s-%s"
                        .formatted(
                                span.getTraceId(),
                                span.getSpanId(),
                                span.getTraceFlags().asHex())
                : null;
    }

    /** Goes on with a trace that an event brought; whatever is none changes nothing. */
    @SuppressWarnings("MustBeClosedChecker") // whoever entered closes it
    public static Correlation.Scope enter(@Nullable String parent) {
        Matcher parts = parent == null ? null : PARENT.matcher(parent);
        if (parts == null || !parts.matches()) {
            return () -> {};
        }
        SpanContext span = SpanContext.createFromRemoteParent(
                parts.group(1), parts.group(2), TraceFlags.fromHex(parts.group(3), 0), TraceState.getDefault());
        return Context.current().with(Span.wrap(span)).makeCurrent()::close;
    }
}
