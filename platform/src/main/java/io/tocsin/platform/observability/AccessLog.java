package io.tocsin.platform.observability;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** One line a request, to the logger {@code io.tocsin.access}: never a query, a header or a body. */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.tocsin.access");

    void record(ServedRequest request) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        long millis = request.duration().toMillis();
        LoggingEventBuilder line = LOG.atInfo()
                .addKeyValue("method", request.method())
                .addKeyValue("route", request.route())
                .addKeyValue("status", request.status())
                .addKeyValue("duration_ms", millis);
        if (request.path() != null) {
            line = line.addKeyValue("path", request.path());
        }
        if (request.caller() != null) {
            line = line.addKeyValue("caller", request.caller());
        }
        line.log("{} {} {} {} ms", request.method(), request.route(), request.status(), millis);
    }
}
