package io.tocsin.ingest.door;

import io.tocsin.ingest.collectors.CollectorsTable;
import io.tocsin.platform.tokens.RouteTable;
import io.tocsin.schemas.Claims;
import io.tocsin.schemas.Route;
import io.tocsin.schemas.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Adds what only collectors ask for, at the door, to the route table. The table has the same path already: it leads from the
 * gateway to monitor-service, which has no part in what happens at the door.
 */
@Configuration(proxyBeanMethods = false)
class DoorRoutes {
    private static final Route CONFIG = new Route(
            "GET",
            CollectorsTable.CONFIG_PATH,
            "ingest",
            Route.Access.TOKEN,
            Set.of(Claims.COLLECTOR_AUDIENCE),
            Set.of(),
            Set.of(),
            false,
            false,
            false);

    @Bean
    RouteTable routeTable(@Value("${spring.application.name}") String service) {
        List<Route> routes = new ArrayList<>(Routes.of(service));
        routes.add(CONFIG);
        return new RouteTable(routes);
    }
}
