package io.tocsin.ingest;

import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.NamedRoutes;
import java.util.Set;

@IntegrationTest
class NamedRoutesIT extends NamedRoutes {
    NamedRoutesIT() {
        // the door alone leads there; from the gateway the same path leads to monitor-service
        super(Set.of("GET /api/v1/config/{}"), Set.of());
    }
}
