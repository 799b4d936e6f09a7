package io.tocsin.auth.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some of a list in the order of ids.
 *
 * @param nextCursor what to ask for the rest with; null where there is none
 */
public record Page<T>(List<T> data, @Nullable String nextCursor) {
    public Page {
        data = List.copyOf(data);
    }

    public <R> Page<R> map(Function<T, R> reading) {
        return new Page<>(data.stream().map(reading).toList(), nextCursor);
    }
}
