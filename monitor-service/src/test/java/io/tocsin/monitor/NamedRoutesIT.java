package io.tocsin.monitor;

import io.tocsin.platform.testing.NamedRoutes;
import java.util.Set;
import org.junit.jupiter.api.Nested;

/** In the service that all other tests run against: another one takes its time to start. */
class NamedRoutesIT extends MonitorServiceIT {
    @Nested
    class Running extends NamedRoutes {
        Running() {
            // the door alone leads there
            super(Set.of("POST /api/v1/collectors/renew"), Set.of());
        }
    }
}
