package io.tocsin.platform.egress;

import io.tocsin.platform.egress.EgressFailure.RedirectRefused;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a redirect makes of a request (RFC 9110 §15.4).
 *
 * @param status 301, 302, 303, 307 or 308
 */
public record Redirect(int status, String location) {

    /** Null where the answer does not lead on. */
    public static @Nullable Redirect of(int status, @Nullable String location) {
        return location != null
                        && switch (status) {
                            case 301, 302, 303, 307, 308 -> true;
                            default -> false;
                        }
                ? new Redirect(status, location)
                : null;
    }

    /**
     * The next request. What the customer wrote for one server, headers and body, is never shown to another.
     *
     * @throws EgressException when there is no such request
     */
    public EgressRequest follow(EgressRequest request) throws EgressException {
        EgressUrl next = next(request.url());
        boolean stays = next.hasOriginOf(request.url());
        boolean asked = keepsMethod(request.method());
        if (asked && request.body() != null && !stays) {
            throw new EgressException(new RedirectRefused("it would send the body to another server"));
        }
        return new EgressRequest(
                asked ? request.method() : "GET",
                next,
                stays ? request.headers() : harmless(request.headers()),
                asked ? request.body() : null,
                request.deadline(),
                request.redirects(),
                request.bodyBytes(),
                request.keepConnection());
    }

    private EgressUrl next(EgressUrl from) throws EgressException {
        try {
            return from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new EgressException(new RedirectRefused("its address is not valid"), e);
        }
    }

    /** Everybody turns a POST into a GET on 301 and 302, and all but HEAD on 303. */
    private boolean keepsMethod(String method) {
        return switch (status) {
            case 301, 302 -> !method.equals("POST");
            case 303 -> method.equals("GET") || method.equals("HEAD");
            default -> true;
        };
    }

    private static Map<String, String> harmless(Map<String, String> headers) {
        Map<String, String> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        kept.putAll(headers);
        kept.keySet()
                .removeIf(name -> !name.equalsIgnoreCase("accept")
                        && !name.equalsIgnoreCase("accept-language")
                        && !name.equalsIgnoreCase("user-agent"));
        return kept;
    }
}
