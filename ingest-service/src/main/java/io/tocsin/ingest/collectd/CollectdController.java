package io.tocsin.ingest.collectd;

import io.tocsin.ingest.metrics.Body;
import io.tocsin.ingest.metrics.Intake;
import io.tocsin.ingest.metrics.Origin;
import io.tocsin.ingest.metrics.RequestBodies;
import io.tocsin.platform.tokens.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * collectd's write_http. It forgets what it has sent whatever the answer, and reports any other than 200 as an error of the
 * whole request; so what can't be taken of one that is otherwise good is written to our log.
 */
@RestController
class CollectdController {
    private static final Logger LOG = LoggerFactory.getLogger(CollectdController.class);

    private final RequestBodies bodies;
    private final Intake intake;

    CollectdController(RequestBodies bodies, Intake intake) {
        this.bodies = bodies;
        this.intake = intake;
    }

    @PostMapping(path = "/api/v1/collectd", consumes = MediaType.APPLICATION_JSON_VALUE)
    void write(Caller caller, HttpServletRequest request) throws IOException {
        Origin origin = intake.origin(caller);
        try (Body body = bodies.open(request, caller.accountId())) {
            Intake.Receipt receipt = intake.take(origin, ValueLists.read(body.stream(), origin, body::weigh));
            int refused = receipt.refusals().count();
            if (refused > 0) {
                LOG.info("collectd {}: {}", caller.id(), receipt.refusals().summary(receipt.accepted() + refused));
            }
        }
    }
}
