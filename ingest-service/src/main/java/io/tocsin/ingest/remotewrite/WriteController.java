package io.tocsin.ingest.remotewrite;

import io.tocsin.ingest.metrics.Body;
import io.tocsin.ingest.metrics.Intake;
import io.tocsin.ingest.metrics.Origin;
import io.tocsin.ingest.metrics.RequestBodies;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Prometheus remote_write 1.0. A sender repeats after 5xx; after 4xx it drops what it sent, after 429 too unless it was told
 * otherwise ({@code retry_on_http_429}). So an account that has used up its samples hears 503, and 4xx is answered only for
 * what is not to be sent again, when whatever else of the request is good has been stored. Errors are one line of text, which
 * the sender writes to its log.
 */
@RestController
class WriteController {
    private static final String FIRST_VERSION = "prometheus.WriteRequest";

    private final RequestBodies bodies;
    private final Intake intake;

    WriteController(RequestBodies bodies, Intake intake) {
        this.bodies = bodies;
        this.intake = intake;
    }

    @PostMapping(path = "/api/v1/write", consumes = "application/x-protobuf")
    ResponseEntity<String> write(Caller caller, HttpServletRequest request) throws IOException {
        expectFirstVersion(request.getContentType());
        Origin origin = intake.origin(caller);
        try (Body body = bodies.packed(request, caller.accountId(), "snappy")) {
            byte[] packed = body.bytes();
            body.grow(SnappyBlock.length(packed));
            Intake.Receipt receipt =
                    intake.take(origin, WriteRequest.read(SnappyBlock.unpack(packed), origin, body::weigh));
            int refused = receipt.refusals().count();
            return refused == 0
                    ? ResponseEntity.noContent().build()
                    : text(400).body(receipt.refusals().summary(receipt.accepted() + refused) + "\n");
        }
    }

    @ExceptionHandler
    ResponseEntity<String> refused(ApiException e) {
        ResponseEntity.BodyBuilder answer =
                text(e.code() == ErrorCode.METRICS_004 ? 503 : e.code().status());
        Duration retryAfter = e.retryAfter();
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        return answer.body("%s: %s\n".formatted(e.code(), e.message()));
    }

    private static void expectFirstVersion(@Nullable String contentType) {
        String proto = contentType == null
                ? null
                : MediaType.parseMediaType(contentType).getParameter("proto");
        if (proto != null && !proto.equals(FIRST_VERSION)) {
            throw new ApiException(ErrorCode.VALIDATION_004, "This takes %s only".formatted(FIRST_VERSION));
        }
    }

    private static ResponseEntity.BodyBuilder text(int status) {
        return ResponseEntity.status(status).contentType(MediaType.TEXT_PLAIN);
    }
}
