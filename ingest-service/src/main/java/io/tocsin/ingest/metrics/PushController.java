package io.tocsin.ingest.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tocsin.ingest.collectors.Collector;
import io.tocsin.ingest.collectors.CollectorsTable;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The product's own protocol: a batch of a collector, pushed by itself through the door or by an OAuth client. */
@RestController
class PushController {
    /** What a sender learns; {@code rejected} only where something was. */
    record Answer(
            String status,
            String collectorId,
            int metricsCount,
            String batchId,
            int configVersion,
            int nextCheckInSeconds,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer rejectedCount,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Refusals.Refusal> rejected) {
        static Answer of(PushIntake.Receipt receipt, Collector collector) {
            Refusals refusals = receipt.refusals();
            boolean whole = refusals.count() == 0;
            return new Answer(
                    whole ? "success" : "partial",
                    collector.id(),
                    receipt.accepted(),
                    receipt.batchId(),
                    collector.configVersion(),
                    collector.intervalSeconds(),
                    whole ? null : refusals.count(),
                    refusals.named());
        }
    }

    private final CollectorsTable collectors;
    private final PushIntake intake;
    private final InFlight inFlight;
    private final MetricsSettings settings;

    PushController(CollectorsTable collectors, PushIntake intake, InFlight inFlight, MetricsSettings settings) {
        this.collectors = collectors;
        this.intake = intake;
        this.inFlight = inFlight;
        this.settings = settings;
    }

    /** Answers 200 only after Kafka has acknowledged every sample that it counts. */
    @PostMapping(path = "/api/v1/metrics/push", consumes = MediaType.APPLICATION_JSON_VALUE)
    Answer push(Caller caller, HttpServletRequest request) throws IOException {
        try (InFlight.Share share = inFlight.share();
                InputStream body = PushBody.open(request, settings, share)) {
            Push push = PushParser.parse(body);
            Collector collector = source(caller, push.collectorId());
            return Answer.of(intake.take(push, collector), collector);
        }
    }

    /** A collector speaks for itself only, an OAuth client for the collectors of its account. */
    private Collector source(Caller caller, @Nullable String named) {
        boolean itself = caller.kind() == Caller.Kind.COLLECTOR;
        if (itself && named != null && !named.equals(caller.id())) {
            throw ApiException.invalid("collector_id", "is not the one that the certificate names");
        }
        String id = itself ? caller.id() : named;
        if (id == null) {
            throw ApiException.invalid("collector_id", "is missing");
        }
        Collector collector = collectors.await(id);
        if (collector == null || !collector.accountId().equals(caller.accountId())) {
            throw new ApiException(ErrorCode.COLLECTOR_001);
        }
        if (collector.revoked()) {
            throw new ApiException(ErrorCode.COLLECTOR_005);
        }
        return collector;
    }
}
