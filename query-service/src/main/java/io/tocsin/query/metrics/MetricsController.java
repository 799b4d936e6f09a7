package io.tocsin.query.metrics;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.query.definitions.Accounts;
import io.tocsin.query.definitions.Accounts.Account;
import io.tocsin.query.servers.Server;
import io.tocsin.query.servers.Servers;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MetricsController {
    record Answer(List<View> data) {}

    /** @param points pairs of time and value; null where the value is no finite number */
    record View(String name, Map<String, String> labels, List<List<@Nullable Object>> points) {
        static View of(SeriesPoints series) {
            return new View(
                    series.name(),
                    series.labels(),
                    series.points().stream()
                            .map(point -> Arrays.<@Nullable Object>asList(point.time(), point.json()))
                            .toList());
        }
    }

    private static final int LONGEST_RETENTION = 400;

    private final MetricHistory history;
    private final Servers servers;
    private final Accounts accounts;
    private final InstantSource clock;

    MetricsController(MetricHistory history, Servers servers, Accounts accounts, InstantSource clock) {
        this.history = history;
        this.servers = servers;
        this.accounts = accounts;
        this.clock = clock;
    }

    @GetMapping({"/internal/v1/servers/{id}/metrics", "/api/v1/servers/{id}/metrics"})
    Answer metrics(Caller caller, @PathVariable String id, @RequestParam Map<String, String> parameters) {
        Server server = servers.find(caller.accountId(), id).orElseThrow(() -> new ApiException(ErrorCode.SERVER_001));
        Instant now = clock.instant();
        Account account = accounts.of(List.of(caller.accountId())).get(caller.accountId());
        int days = account == null ? LONGEST_RETENTION : account.retentionDays();
        MetricQuestion question = MetricQuestion.of(parameters, now).since(now.minus(Duration.ofDays(days)));
        return new Answer(history.answer(servers.sources(caller.accountId(), server.id()), question).stream()
                .map(View::of)
                .toList());
    }
}
