package io.tocsin.query.paging;

import io.tocsin.platform.errors.ApiException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param nextCursor where the next part begins; null at the end
 */
public record Page<T>(List<T> data, @Nullable String nextCursor) {
    private static final int MOST = 100;
    private static final int USUAL = 50;

    /** The number of entries asked for, 1 to 100. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return USUAL;
        }
        if (asked < 1 || asked > MOST) {
            throw ApiException.invalid("limit", "is 1 to " + MOST);
        }
        return asked;
    }

    /** @param found one entry more than the page holds, if there are so many */
    public static <E, T> Page<T> of(List<E> found, int limit, Function<E, Cursor> cursor, Function<E, T> view) {
        List<E> shown = found.size() > limit ? found.subList(0, limit) : found;
        return new Page<>(
                shown.stream().map(view).toList(),
                found.size() > limit ? cursor.apply(shown.getLast()).text() : null);
    }
}
