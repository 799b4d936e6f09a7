package io.tocsin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import io.tocsin.journeys.Principal.Verdict;
import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Route;
import io.tocsin.schemas.Route.Access;
import io.tocsin.schemas.Routes;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every exposed route, asked by everybody, through the gateway and at the service itself: the route table alone decides
 * who is let in. A route that is added to the table is tried without a change here.
 */
@Order(4)
@ExtendWith(WithProduct.class)
class SecurityMatrixIT {

    private static final int CALLERS = 6;
    private static final Set<String> SAFE = Set.of("GET", "HEAD");

    @Test
    void letsInWhomTheRouteTableLetsInAndNobodyElse(RunningProduct product)
            throws IOException, InterruptedException, SQLException, JOSEException {
        var cast = Cast.of(product);
        var callers = cast.all();
        var doors = new HashMap<String, Http>();
        var mismatches = new ArrayList<String>();

        for (var route : Routes.all()) {
            for (var door : Set.copyOf(List.of("gateway", route.service()))) {
                var address = doors.computeIfAbsent(door, name -> Http.anonymous(product.service(name)));
                var nobodys = address.call(route.method(), anywhere(route));
                mismatches.addAll(all(callers.stream().<Callable<String>>map(principal -> () -> {
                    var answer = address.with(principal.headers()).call(route.method(), anywhere(route));
                    return fits(principal.at(route), answer, nobodys)
                            ? ""
                            : "%s %s at %s, %s: not %s but %d %s"
                                    .formatted(
                                            route.method(),
                                            route.path(),
                                            door,
                                            principal.name(),
                                            principal.at(route),
                                            answer.status(),
                                            answer.text());
                })));
                if (endsSessions(route)) {
                    callers = callers.stream().map(Principal::renewed).toList();
                }
            }
        }

        assertThat(mismatches).isEmpty();
        assertThat(cast.keysFetched())
                .as("keys fetched from an address in a token")
                .hasValue(0);
    }

    @Test
    void refusesAChangeThatOnlyACookieVouchesFor(RunningProduct product) {
        var browser = Customer.signUp(product.address()).browser();
        var cookie = Map.of("Cookie", browser.headers().get("Cookie"));
        var mismatches = new ArrayList<String>();

        for (var route : Routes.all()) {
            if (route.access() == Access.TOKEN && route.audiences().contains("user")) {
                var answer = browser.with(cookie).call(route.method(), anywhere(route));
                var refused = answer.status() == 403 && answer.code().equals("AUTH_007");
                if (refused == SAFE.contains(route.method())) {
                    mismatches.add(route.method() + " " + route.path() + ": " + answer.status() + " " + answer.text());
                }
            }
        }

        assertThat(mismatches).isEmpty();
    }

    /** What is not empty of the answers; a few at once, as there are thousands of them. */
    private static List<String> all(Stream<Callable<String>> calls) throws InterruptedException {
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            return callers.invokeAll(calls.toList()).stream()
                    .map(Future::resultNow)
                    .filter(mismatch -> !mismatch.isEmpty())
                    .toList();
        }
    }

    /** Whether a caller may be somebody else afterwards. */
    static boolean endsSessions(Route route) {
        return !SAFE.contains(route.method())
                && route.path().matches(".*/(logout|sessions|password|account|me|transfer)");
    }

    private static boolean fits(Verdict verdict, Answer answer, Answer nobodys) {
        var refusal = answer.code().matches("AUTH_00[134567]");
        return switch (verdict) {
            case OPEN -> answer.status() < 500 && answer.status() == nobodys.status();
            case UNKNOWN ->
                answer.status() == 401
                        && answer.headers().firstValue("WWW-Authenticate").isPresent();
            case FORBIDDEN -> answer.status() == 403 && refusal;
            case REFUSED -> (answer.status() == 401 || answer.status() == 403) && refusalOfACollector(answer);
            case LET_IN -> answer.status() < 500 && !refusal;
        };
    }

    private static boolean refusalOfACollector(Answer answer) {
        return answer.code().matches("(AUTH|COLLECTOR)_\\d{3}");
    }

    /** The path of something that nobody has. */
    private static String anywhere(Route route) {
        return route.path().replaceAll("\\{[a-z_]+}", Ids.next("nil"));
    }
}
