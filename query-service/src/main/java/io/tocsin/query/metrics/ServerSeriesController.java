package io.tocsin.query.metrics;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.query.metrics.MetricHistory.KnownSeries;
import io.tocsin.query.paging.Cursor;
import io.tocsin.query.paging.Page;
import io.tocsin.query.servers.Server;
import io.tocsin.query.servers.Servers;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ServerSeriesController {
    /** Without {@code from}, a series that has been silent for longer has no latest value. */
    private static final Duration RECENT = Duration.ofDays(1);

    /** A sender's clock may be ahead of ours. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    /** @param value null where it is infinite */
    record Latest(
            String name,
            Map<String, String> labels,
            Instant time,
            @Nullable Double value) {
        static Latest of(SeriesPoints series) {
            return new Latest(
                    series.name(),
                    series.labels(),
                    series.points().getLast().time(),
                    series.points().getLast().json());
        }
    }

    record LatestAnswer(String serverId, Instant lastSeenAt, List<Latest> data) {}

    record View(String name, Map<String, String> labels) {
        static View of(KnownSeries series) {
            return new View(series.name(), series.labels());
        }
    }

    private final MetricHistory history;
    private final Servers servers;
    private final InstantSource clock;

    ServerSeriesController(MetricHistory history, Servers servers, InstantSource clock) {
        this.history = history;
        this.servers = servers;
        this.clock = clock;
    }

    @GetMapping({"/internal/v1/servers/{id}/latest", "/api/v1/servers/{id}/latest"})
    LatestAnswer latest(Caller caller, @PathVariable String id, @RequestParam Map<String, String> parameters) {
        Server server = find(caller, id);
        Instant now = clock.instant();
        MetricQuestion asked = MetricQuestion.of(parameters, now);
        MetricQuestion question = new MetricQuestion(
                asked.name(),
                asked.labels(),
                parameters.containsKey("from") ? asked.from() : now.minus(RECENT),
                parameters.containsKey("to") ? asked.to() : now.plus(AHEAD),
                null,
                Aggregate.LAST);
        return new LatestAnswer(
                server.id(),
                server.lastSeenAt(),
                history.answer(servers.sources(caller.accountId(), server.id()), question).stream()
                        .map(Latest::of)
                        .toList());
    }

    @GetMapping({"/internal/v1/servers/{id}/series", "/api/v1/servers/{id}/series"})
    Page<View> series(
            Caller caller,
            @PathVariable String id,
            @RequestParam Map<String, String> parameters,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Server server = find(caller, id);
        MetricQuestion asked = MetricQuestion.of(parameters, clock.instant());
        int size = Page.limit(limit);
        return Page.of(
                history.series(
                        servers.sources(caller.accountId(), server.id()),
                        asked.name(),
                        asked.labels(),
                        Cursor.parse(cursor),
                        size + 1),
                size,
                series -> new Cursor(Instant.ofEpochMilli(series.id()), series.name()),
                View::of);
    }

    private Server find(Caller caller, String id) {
        return servers.find(caller.accountId(), id).orElseThrow(() -> new ApiException(ErrorCode.SERVER_001));
    }
}
