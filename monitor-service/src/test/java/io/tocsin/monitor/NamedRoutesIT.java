package io.tocsin.monitor;

import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.NamedRoutes;
import java.util.Set;

@IntegrationTest
class NamedRoutesIT extends NamedRoutes {
    NamedRoutesIT() {
        // the door alone leads there
        super(Set.of("POST /api/v1/collectors/renew"), Set.of());
    }
}
