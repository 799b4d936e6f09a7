package io.tocsin.auth.paging;

import io.tocsin.platform.errors.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is wanted.
 *
 * @param after id of the last item before it; empty at the beginning
 * @param limit 1 to 100
 */
public record PageRequest(String after, int limit) {
    private static final int USUAL = 50;
    private static final int MOST = 100;

    /**
     * @param limit null for 50
     * @param cursor null for the beginning
     * @throws ApiException 400 if they make no sense
     */
    public static PageRequest of(@Nullable Integer limit, @Nullable String cursor) {
        int size = limit == null ? USUAL : limit;
        if (size < 1 || size > MOST) {
            throw ApiException.invalid("limit", "is between 1 and " + MOST);
        }
        return new PageRequest(cursor == null || cursor.isEmpty() ? "" : id(cursor), size);
    }

    /** How many to read: one more than wanted tells whether there are more. */
    public int rows() {
        return limit + 1;
    }

    /** @param found up to {@link #rows()} items */
    public <T> Page<T> page(List<T> found, Function<T, String> id) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        List<T> data = found.subList(0, limit);
        byte[] last = id.apply(data.getLast()).getBytes(StandardCharsets.US_ASCII);
        return new Page<>(data, Base64.getUrlEncoder().withoutPadding().encodeToString(last));
    }

    private static String id(String cursor) {
        try {
            String id = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            if (id.matches("[a-z0-9_]{1,100}")) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            throw unknown();
        }
        throw unknown();
    }

    private static ApiException unknown() {
        return ApiException.invalid("cursor", "is what the answer before named as next_cursor");
    }
}
