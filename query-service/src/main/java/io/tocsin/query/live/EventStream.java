package io.tocsin.query.live;

import io.tocsin.query.live.Subscription.Happening;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** Writes events as the WHATWG HTML standard has them, section "Server-sent events". */
final class EventStream {
    /** How long a reader waits before it comes again, in milliseconds. */
    private static final int RETRY = 2000;

    private final OutputStream out;
    private final JsonMapper json;
    private long written = System.nanoTime();

    private EventStream(OutputStream out, JsonMapper json) {
        this.out = out;
        this.json = json;
    }

    static EventStream begin(HttpServletResponse response, JsonMapper json) throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // proxies would collect it
        response.setHeader("X-Accel-Buffering", "no");
        EventStream stream = new EventStream(response.getOutputStream(), json);
        stream.write("retry: " + RETRY + "\n\n");
        return stream;
    }

    void event(Happening happening) throws IOException {
        LiveEvent event = happening.event();
        write("id: %s\nevent: %s\ndata: %s\n\n"
                .formatted(happening.after().text(), event.type(), json.writeValueAsString(event.data())));
    }

    /** Something was left out: what the reader shows it should fetch anew. */
    void reset() throws IOException {
        write("event: reset\ndata: {}\n\n");
    }

    /** An id without data is no event, but it is where the reader begins again. */
    void reached(Position position) throws IOException {
        write("id: " + position.text() + "\n\n");
    }

    void comment() throws IOException {
        write(":\n\n");
    }

    boolean silentFor(Duration time) {
        return System.nanoTime() - written >= time.toNanos();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        written = System.nanoTime();
    }
}
