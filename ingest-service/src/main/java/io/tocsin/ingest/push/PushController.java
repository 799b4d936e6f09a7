package io.tocsin.ingest.push;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tocsin.ingest.collectors.Account;
import io.tocsin.ingest.collectors.Collector;
import io.tocsin.ingest.collectors.CollectorsTable;
import io.tocsin.ingest.metrics.Body;
import io.tocsin.ingest.metrics.Delivery;
import io.tocsin.ingest.metrics.Facts;
import io.tocsin.ingest.metrics.Intake;
import io.tocsin.ingest.metrics.Origin;
import io.tocsin.ingest.metrics.Parcel;
import io.tocsin.ingest.metrics.Refusals;
import io.tocsin.ingest.metrics.RequestBodies;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.ErrorDetail;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

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
        static Answer of(Intake.Receipt receipt, Collector collector) {
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
    private final RequestBodies bodies;
    private final Intake intake;
    private final JsonMapper json;

    PushController(CollectorsTable collectors, RequestBodies bodies, Intake intake, JsonMapper json) {
        this.collectors = collectors;
        this.bodies = bodies;
        this.intake = intake;
        this.json = json;
    }

    /**
     * Answers 200 only after Kafka has acknowledged every sample that it counts. There is one format to answer in, so it is
     * written here: to negotiate it takes longer.
     */
    @PostMapping(path = "/api/v1/metrics/push", consumes = MediaType.APPLICATION_JSON_VALUE)
    void push(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Account account = intake.admit(caller);
        try (Body body = bodies.open(request, caller.accountId())) {
            Push push = PushParser.parse(body.stream(), body::weigh);
            Collector collector = source(caller, push.collectorId(), body.isSmall());
            Origin origin = new Origin(collector.accountId(), account, collector.id(), collector.hostname());
            Intake.Receipt receipt = intake.take(origin, delivery(push, collector));
            if (receipt.accepted() == 0) {
                throw nothingGood(receipt.refusals());
            }
            byte[] answer = json.writeValueAsBytes(Answer.of(receipt, collector));
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.setContentLength(answer.length);
            response.getOutputStream().write(answer);
        }
    }

    private static Delivery delivery(Push push, Collector collector) {
        Facts facts = push.facts();
        Parcel parcel = new Parcel(facts == null ? collector.hostname() : facts.hostname(), facts, push.samples());
        return new Delivery("push", push.batchId(), List.of(parcel), push.refusals(), push.items(), push.timestamp());
    }

    private static ApiException nothingGood(Refusals refusals) {
        return new ApiException(
                ErrorCode.METRICS_001,
                ErrorCode.METRICS_001.meaning(),
                refusals.named().stream()
                        .map(refusal -> new ErrorDetail("metrics[%d]".formatted(refusal.index()), refusal.reason()))
                        .toList());
    }

    /**
     * A collector speaks for itself only, an OAuth client for the collectors of its account.
     *
     * @param mayWait whether one that is not known yet is waited for
     */
    private Collector source(Caller caller, @Nullable String named, boolean mayWait) {
        boolean itself = caller.kind() == Caller.Kind.COLLECTOR;
        if (itself && named != null && !named.equals(caller.id())) {
            throw ApiException.invalid("collector_id", "is not the one that the certificate names");
        }
        String id = itself ? caller.id() : named;
        if (id == null) {
            throw ApiException.invalid("collector_id", "is missing");
        }
        Collector collector = mayWait ? collectors.await(id) : collectors.get(id);
        if (collector == null || !collector.accountId().equals(caller.accountId())) {
            throw new ApiException(ErrorCode.COLLECTOR_001);
        }
        if (collector.revoked()) {
            throw new ApiException(ErrorCode.COLLECTOR_005);
        }
        return collector;
    }
}
