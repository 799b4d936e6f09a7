package io.tocsin.journeys;

import io.tocsin.schemas.Route;
import io.tocsin.schemas.Route.Access;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Somebody who asks, and what the route table promises him.
 *
 * @param headers his credentials
 * @param anew gets him new ones, for calls that may end the session behind them
 */
record Principal(
        String name, Kind kind, Set<String> may, Map<String, String> headers, Supplier<Map<String, String>> anew) {

    private static final String DISGUISED = "disguised";

    /** What a service can make of his credentials. */
    enum Kind {
        /** Sends none, or some that must not be believed. */
        NOBODY,
        /** A person; {@code may} is what the person is: the role in the account, operator, disguised. */
        USER,
        /** An OAuth client; {@code may} are its scopes. */
        CLIENT,
        /** A collector that shows no certificate. */
        COLLECTOR
    }

    /** What must become of a call. */
    enum Verdict {
        /** Whatever nobody at all would get. */
        OPEN,
        /** 401. */
        UNKNOWN,
        /** 403. */
        FORBIDDEN,
        /** 401 or 403: not every service has heard of collectors' tokens. */
        REFUSED,
        /** Anything that is neither of them: what the service has to say of the request. */
        LET_IN
    }

    static Principal nobody(String name, Map<String, String> headers) {
        return new Principal(name, Kind.NOBODY, Set.of(), headers, () -> headers);
    }

    /** Somebody who acts as the owner of an account. */
    static Principal disguised(String name, Supplier<Map<String, String>> anew) {
        return new Principal(name, Kind.USER, Set.of("owner", DISGUISED), anew.get(), anew);
    }

    static Principal user(String name, Customer customer, String... may) {
        Supplier<Map<String, String>> anew = () -> bearer(customer.accessToken());
        return new Principal(name, Kind.USER, Set.of(may), anew.get(), anew);
    }

    static Map<String, String> bearer(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    Principal renewed() {
        return new Principal(name, kind, may, anew.get(), anew);
    }

    Verdict at(Route route) {
        var anonymous = kind == Kind.NOBODY && !headers.containsKey("Authorization");
        if (route.access() == Access.PUBLIC || route.access() == Access.OPTIONAL && anonymous) {
            return Verdict.OPEN;
        }
        return switch (kind) {
            case NOBODY -> Verdict.UNKNOWN;
            case COLLECTOR -> Verdict.REFUSED;
            case USER ->
                verdict(route.audiences().contains("user")
                        && (route.roles().isEmpty() || holdsOneOf(route.roles()))
                        && !(route.personal() && may.contains(DISGUISED)));
            case CLIENT -> verdict(route.audiences().contains("public-api") && holdsOneOf(route.scopes()));
        };
    }

    private boolean holdsOneOf(Set<String> wanted) {
        return may.stream().anyMatch(wanted::contains);
    }

    private static Verdict verdict(boolean letIn) {
        return letIn ? Verdict.LET_IN : Verdict.FORBIDDEN;
    }
}
