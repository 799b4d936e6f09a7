package io.tocsin.ingest;

import io.tocsin.platform.testing.NamedRoutes;
import java.util.Set;
import org.junit.jupiter.api.Nested;

class NamedRoutesIT extends IngestIT {
    /** In there, the service is the one that all tests share. */
    @Nested
    class Held extends NamedRoutes {
        Held() {
            // the door alone leads there; from the gateway the same path leads to monitor-service
            super(Set.of("GET /api/v1/config/{}"), Set.of());
        }
    }
}
