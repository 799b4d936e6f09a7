package io.tocsin.platform.tried;

import io.tocsin.platform.tokens.RouteTable;
import io.tocsin.schemas.Route;
import java.util.List;
import java.util.Set;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A small service, to try what the platform gives to services. */
@SpringBootApplication
class TriedApplication {
    @Bean
    RouteTable routeTable() {
        return new RouteTable(List.of(
                route("POST", "/notes", Set.of("user", "public-api"), Set.of("monitors:write"), Set.of("owner")),
                route("GET", "/notes/{id}", Set.of("user"), Set.of(), Set.of()),
                new Route(
                        "GET",
                        "/open",
                        "platform",
                        Route.Access.PUBLIC,
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        false,
                        false,
                        false),
                new Route(
                        "GET",
                        "/broken",
                        "platform",
                        Route.Access.PUBLIC,
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        false,
                        false,
                        false)));
    }

    private static Route route(
            String method, String path, Set<String> audiences, Set<String> scopes, Set<String> roles) {
        return new Route(method, path, "platform", Route.Access.TOKEN, audiences, scopes, roles, false, false, false);
    }
}
