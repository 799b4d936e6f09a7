package io.tocsin.ingest.otlp;

import io.tocsin.ingest.metrics.Body;
import io.tocsin.ingest.metrics.Intake;
import io.tocsin.ingest.metrics.Origin;
import io.tocsin.ingest.metrics.RequestBodies;
import io.tocsin.ingest.protobuf.Draft;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * OTLP/HTTP 1.x for metrics. What can't be taken of a request is told as partial success, which no sender repeats; 429 and
 * 503 carry Retry-After and are repeated; errors are a {@code google.rpc.Status}. The answer is in the request's own format.
 */
@RestController
class OtlpController {
    private static final String PROTOBUF = "application/x-protobuf";
    private static final int INVALID_ARGUMENT = 3;
    private static final int RESOURCE_EXHAUSTED = 8;
    private static final int UNAVAILABLE = 14;

    private final RequestBodies bodies;
    private final Intake intake;
    private final JsonMapper json;

    OtlpController(RequestBodies bodies, Intake intake, JsonMapper json) {
        this.bodies = bodies;
        this.intake = intake;
        this.json = json;
    }

    @PostMapping(
            path = "/v1/metrics",
            consumes = {PROTOBUF, MediaType.APPLICATION_JSON_VALUE})
    ResponseEntity<byte[]> export(Caller caller, HttpServletRequest request) throws IOException {
        Origin origin = intake.origin(caller);
        try (Body body = bodies.open(request, caller.accountId())) {
            byte[] message = isJson(request) ? JsonRequest.asProtobuf(body.stream()) : body.bytes();
            Intake.Receipt receipt = intake.take(origin, ExportRequest.read(message, origin, body::weigh));
            return answer(200, request).body(success(receipt, isJson(request)));
        }
    }

    @ExceptionHandler
    ResponseEntity<byte[]> refused(ApiException e, HttpServletRequest request) {
        ResponseEntity.BodyBuilder answer = answer(e.code().status(), request);
        Duration retryAfter = e.retryAfter();
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        int code =
                switch (e.code().status()) {
                    case 429 -> RESOURCE_EXHAUSTED;
                    case 503 -> UNAVAILABLE;
                    default -> INVALID_ARGUMENT;
                };
        String message = "%s: %s".formatted(e.code(), e.message());
        return answer.body(
                isJson(request)
                        ? json.writeValueAsBytes(Map.of("code", code, "message", message))
                        : new Draft().varint(1, code).text(2, message).toByteArray());
    }

    /** ExportMetricsServiceResponse; empty where everything was taken. */
    private byte[] success(Intake.Receipt receipt, boolean inJson) {
        int refused = receipt.refusals().count();
        String why = receipt.refusals().summary(receipt.accepted() + refused);
        if (inJson) {
            Map<String, Object> partial = new LinkedHashMap<>();
            partial.put("rejectedDataPoints", Integer.toString(refused));
            partial.put("errorMessage", why);
            return json.writeValueAsBytes(refused == 0 ? Map.of() : Map.of("partialSuccess", partial));
        }
        byte[] partial = new Draft().varint(1, refused).text(2, why).toByteArray();
        return refused == 0 ? new byte[0] : new Draft().octets(1, partial).toByteArray();
    }

    private static ResponseEntity.BodyBuilder answer(int status, HttpServletRequest request) {
        return ResponseEntity.status(status)
                .contentType(isJson(request) ? MediaType.APPLICATION_JSON : MediaType.parseMediaType(PROTOBUF));
    }

    private static boolean isJson(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.startsWith(MediaType.APPLICATION_JSON_VALUE);
    }
}
