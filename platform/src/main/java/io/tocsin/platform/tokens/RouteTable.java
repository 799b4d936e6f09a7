package io.tocsin.platform.tokens;

import io.tocsin.schemas.Route;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Finds the row of the route table that a request is about; the most exact pattern wins. */
public final class RouteTable {
    private record Row(PathPattern pattern, Route route) {}

    private final Map<String, List<Row>> rows = new TreeMap<>();

    public RouteTable(List<Route> routes) {
        for (Route route : routes) {
            rows.computeIfAbsent(route.method(), method -> new ArrayList<>())
                    .add(new Row(PathPatternParser.defaultInstance.parse(route.path()), route));
        }
        rows.values().forEach(list -> list.sort(Comparator.comparing(Row::pattern)));
    }

    /** The row for the request; null where no route is. HEAD is answered as GET. */
    public @Nullable Route find(HttpServletRequest request) {
        return find(request.getMethod(), request.getRequestURI());
    }

    /** @param path path as it stands in the request line, not decoded */
    public @Nullable Route find(String method, String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        for (Row row : rows.getOrDefault(method.equals("HEAD") ? "GET" : method, List.of())) {
            if (row.pattern().matches(parsed)) {
                return row.route();
            }
        }
        return null;
    }

    /** Whether the request is for a route that needs no token. */
    boolean isPublic(HttpServletRequest request) {
        Route route = find(request);
        return route != null && route.access() == Route.Access.PUBLIC;
    }

    /** Whether some other method exists at the path, so that 405 is the better answer than 404. */
    public List<String> methodsAt(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return rows.entrySet().stream()
                .filter(entry ->
                        entry.getValue().stream().anyMatch(row -> row.pattern().matches(parsed)))
                .map(Map.Entry::getKey)
                .toList();
    }
}
