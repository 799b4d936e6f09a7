package io.tocsin.monitor.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some of a list, and where it goes on.
 *
 * @param nextCursor what to ask the next page with; null on the last
 */
public record Page<T>(List<T> data, @Nullable String nextCursor) {
    public Page {
        data = List.copyOf(data);
    }

    /**
     * @param found as many as were asked for, and one more where there is more
     * @param id what the order of the list goes by
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> id) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> data = found.subList(0, limit);
        return new Page<>(data, Cursor.after(id.apply(data.getLast())).text());
    }

    /** The same page of what its items are turned into. */
    public <R> Page<R> map(Function<T, R> reading) {
        return new Page<>(data.stream().map(reading).toList(), nextCursor);
    }
}
