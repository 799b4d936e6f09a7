package io.tocsin.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The route table: which paths exist, who answers them, and who may ask. Kept as data in {@code routes.json}. */
public final class Routes {
    private static final List<Route> ALL = read();

    private Routes() {}

    public static List<Route> all() {
        return ALL;
    }

    /** The rows that one service answers. */
    public static List<Route> of(String service) {
        return ALL.stream().filter(route -> route.service().equals(service)).toList();
    }

    private static List<Route> read() {
        JsonMapper mapper = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .build();
        try (InputStream table = Routes.class.getResourceAsStream("routes.json")) {
            return List.of(mapper.readValue(Objects.requireNonNull(table), Route[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
