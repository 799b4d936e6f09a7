package io.tocsin.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.Route;
import io.tocsin.schemas.Routes;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Holds what a running service answers against the route table, in both directions. A service applies it with
 *
 * <pre>{@code
 * @IntegrationTest
 * class NamedRoutesIT extends NamedRoutes {}
 * }</pre>
 */
public abstract class NamedRoutes {
    /** Where the container dispatches to itself; a request for it finds nothing. */
    private static final String ERROR_PAGE = "/error";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping endpoints;

    @Value("${spring.application.name}")
    private String service;

    private final Set<String> inside;
    private final Set<String> byLibraries;

    protected NamedRoutes() {
        this(Set.of(), Set.of());
    }

    /**
     * @param inside method and path of what only other parts of the product may ask, which the gateway leads nobody to
     * @param byLibraries method and path of what the table names and a library's filters answer
     */
    protected NamedRoutes(Set<String> inside, Set<String> byLibraries) {
        this.inside = inside;
        this.byLibraries = byLibraries;
    }

    @Test
    void answersNothingThatTheRouteTableDoesNotName() {
        Set<String> unnamed = new TreeSet<>(answered());
        unnamed.removeAll(named());
        unnamed.removeAll(inside);

        assertThat(unnamed).as("routes.json must name them, with who may ask").isEmpty();
    }

    @Test
    void answersAllThatTheRouteTableNames() {
        Set<String> missing = new TreeSet<>(named());
        missing.removeAll(answered());
        missing.removeAll(byLibraries);

        assertThat(missing).as("routes.json leads to nothing").isEmpty();
    }

    private Set<String> answered() {
        return endpoints.getHandlerMethods().entrySet().stream()
                .filter(entry -> entry.getValue().getBeanType().getName().startsWith("io.tocsin."))
                .flatMap(entry -> rows(entry.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> rows(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        return mapping.getPatternValues().stream()
                .filter(path -> !path.equals(ERROR_PAGE))
                .flatMap(path -> methods.isEmpty()
                        ? Stream.of(row("any method", path))
                        : methods.stream()
                                .filter(method -> method != RequestMethod.HEAD)
                                .map(method -> row(method.name(), path)));
    }

    private Set<String> named() {
        // what answers GET answers HEAD
        return Routes.of(service).stream()
                .filter(route -> !route.method().equals("HEAD"))
                .map(NamedRoutes::row)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String row(Route route) {
        return row(route.method(), route.path());
    }

    /** Placeholders have whatever name the controller likes. */
    private static String row(String method, String path) {
        return method + " " + path.replaceAll("\\{[^}]*}", "{}");
    }
}
