package io.tocsin.platform.tokens;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller.Kind;
import io.tocsin.schemas.Claims;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Route;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** What the route table says of a caller. */
public final class RouteAuthorization {
    private RouteAuthorization() {}

    /** @return why the caller may not use the route; null if it may */
    public static @Nullable ApiException refusal(Route route, @Nullable Caller caller) {
        if (route.access() == Route.Access.PUBLIC) {
            return null;
        }
        if (caller == null) {
            return route.access() == Route.Access.OPTIONAL ? null : new ApiException(ErrorCode.AUTH_001);
        }
        if (!route.audiences().contains(audience(caller.kind()))) {
            return new ApiException(
                    ErrorCode.AUTH_006,
                    "This route takes tokens for "
                            + String.join(
                                    ", ", route.audiences().stream().sorted().toList()));
        }
        if (caller.kind() == Kind.CLIENT && Collections.disjoint(route.scopes(), caller.scopes())) {
            return new ApiException(
                    ErrorCode.AUTH_004, "The token needs the scope " + String.join(" or ", route.scopes()));
        }
        if (caller.kind() == Kind.USER && !route.roles().isEmpty() && !caller.hasRoleOf(route.roles())) {
            return new ApiException(
                    ErrorCode.AUTH_005,
                    "This needs the role "
                            + String.join(
                                    " or ", route.roles().stream().sorted().toList()));
        }
        if (route.personal() && caller.operatorId() != null) {
            return new ApiException(ErrorCode.AUTH_005, "Nobody can do this for somebody else");
        }
        return null;
    }

    private static String audience(Kind kind) {
        return switch (kind) {
            case USER -> Claims.USER_AUDIENCE;
            case CLIENT -> Claims.CLIENT_AUDIENCE;
            case COLLECTOR -> Claims.COLLECTOR_AUDIENCE;
        };
    }
}
