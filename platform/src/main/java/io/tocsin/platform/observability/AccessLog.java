package io.tocsin.platform.observability;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line a request, to the logger {@code io.tocsin.access}: never a query, a header or a body. What succeeded is told at level
 * DEBUG where settings say so.
 */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("io.tocsin.access");

    private final AccessLogSettings settings;

    AccessLog(AccessLogSettings settings) {
        this.settings = settings;
    }

    void record(ServedRequest request) {
        Level level = settings.successes() || request.status() >= 400 ? Level.INFO : Level.DEBUG;
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        long millis = request.duration().toMillis();
        LoggingEventBuilder line = LOG.atLevel(level)
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
