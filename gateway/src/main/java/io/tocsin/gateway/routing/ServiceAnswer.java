package io.tocsin.gateway.routing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a service answers, its body still on the way.
 *
 * @param status HTTP status
 * @param headers the whole header
 * @param contentType of the body; null where none is named
 * @param body null without one
 * @param cancellation breaks the connection off
 * @param closing gives the connection back once the body is read
 */
public record ServiceAnswer(
        int status,
        List<HeaderField> headers,
        @Nullable String contentType,
        @Nullable InputStream body,
        Runnable cancellation,
        Closeable closing)
        implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceAnswer.class);

    /** Ends an answer that was not read to its end: reading the rest could take for ever. */
    public void breakOff() {
        cancellation.run();
    }

    @Override
    public void close() {
        try {
            closing.close();
        } catch (IOException e) {
            LOG.debug("Closing the connection to a service", e);
        }
    }
}
