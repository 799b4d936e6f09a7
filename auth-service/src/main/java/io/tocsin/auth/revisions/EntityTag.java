package io.tocsin.auth.revisions;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ETag of what has a revision (RFC 9110 section 8.8.3). */
public record EntityTag(long revision) {
    private static final Pattern WEAKNESS = Pattern.compile("^W/");

    /** @throws ApiException 428 without an If-Match, 412 if it names another revision */
    public void require(@Nullable String ifMatch) {
        if (ifMatch == null) {
            throw new ApiException(ErrorCode.REVISION_001);
        }
        checkIfSent(ifMatch);
    }

    /** @throws ApiException 412 if there is an If-Match and it names another revision */
    public void checkIfSent(@Nullable String ifMatch) {
        if (ifMatch != null && !matches(ifMatch)) {
            throw new ApiException(ErrorCode.REVISION_002);
        }
    }

    /** Proxies that compress make a tag weak, so a weak one counts too. */
    private boolean matches(String ifMatch) {
        return Stream.of(ifMatch.split(",", -1))
                .map(String::strip)
                .map(tag -> WEAKNESS.matcher(tag).replaceFirst(""))
                .anyMatch(tag -> tag.equals("*") || tag.equals(toString()));
    }

    @Override
    public String toString() {
        return "\"" + revision + "\"";
    }
}
