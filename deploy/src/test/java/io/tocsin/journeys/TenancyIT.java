package io.tocsin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.Ids;
import io.tocsin.schemas.Route;
import io.tocsin.schemas.Route.Access;
import io.tocsin.schemas.Routes;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What belongs to one account does not exist for another, and no field of a body says whose something is. */
@Order(5)
@ExtendWith(WithProduct.class)
class TenancyIT {

    private static final Set<String> WRITING = Set.of("POST", "PUT", "PATCH");

    @Test
    void answersForAForeignIdAsForOneThatNobodyHas(RunningProduct product) throws IOException, SQLException {
        var ours = Customer.signUp(product.address());
        var theirs = Customer.signUp(product.address());
        try (var possessions = Possessions.of(ours, product)) {
            var mismatches = new ArrayList<String>();

            for (var route : routesOfUsers()) {
                if (route.path().contains("{")) {
                    var id = possessions.idFor(route);
                    var nobodys = id.substring(0, 4) + Ids.next("nil").substring(4);
                    var foreign = asked(theirs, route, id);
                    var random = asked(theirs, route, nobodys);
                    if (foreign.status() < 400
                            || foreign.status() != random.status()
                            || !anonymised(foreign, id).equals(anonymised(random, nobodys))) {
                        mismatches.add("%s %s: %d %s but %d %s"
                                .formatted(
                                        route.method(),
                                        route.path(),
                                        foreign.status(),
                                        foreign.text(),
                                        random.status(),
                                        random.text()));
                    }
                }
            }

            assertThat(mismatches).isEmpty();
            possessions.expectUntouched();
        }
    }

    @Test
    void takesNobodysWordForWhoOrWhatHeIs(RunningProduct product) {
        var ours = Customer.signUp(product.address());
        var viewer = ours.invited("viewer");
        var theirs = Customer.signUp(product.address());
        var before = List.of(belongings(ours), belongings(theirs));

        var failures = new ArrayList<String>();
        for (var route : routesOfUsers()) {
            if (WRITING.contains(route.method()) && !SecurityMatrixIT.endsSessions(route)) {
                for (var customer : List.of(ours, viewer)) {
                    var answer = customer.browser()
                            .write(route.method(), path(route, Ids.next("nil")), presumptuous(theirs));
                    if (answer.status() >= 500) {
                        failures.add(route.method() + " " + route.path() + ": " + answer.text());
                    }
                }
            }
        }

        assertThat(failures).isEmpty();
        assertThat(List.of(belongings(ours), belongings(theirs))).isEqualTo(before);
    }

    @Test
    void makesNobodyAnOperatorWhoSignsUpAsOne(RunningProduct product) {
        var email = "journey-%s@example.com".formatted(UUID.randomUUID());
        var body = new LinkedHashMap<String, Object>(presumptuous(Customer.signUp(product.address())));
        body.putAll(Map.of("name", "Eve", "email", email, "password", "a long pass phrase", "role", "operator"));

        var answer = Http.anonymous(product.address()).post("/api/auth/sign-up/email", body);

        if (answer.status() == 200) {
            var user = answer.body().path("user");
            assertThat(user.path("role").asString()).isEqualTo("owner");
            assertThat(user.path("accountId").asString()).isNotEqualTo(body.get("account_id"));
            assertThat(user.path("id").asString()).isNotEqualTo(body.get("id"));
        } else {
            answer.expectRefusal(400);
        }
    }

    private static List<Route> routesOfUsers() {
        return Routes.all().stream()
                .filter(route -> route.access() == Access.TOKEN
                        && route.audiences().contains("user")
                        && !route.roles().equals(Set.of("operator")))
                .toList();
    }

    private static Answer asked(Customer customer, Route route, String id) {
        var headers = new LinkedHashMap<>(customer.browser().headers());
        headers.put("If-Match", "\"1\"");
        return customer.browser().with(headers).call(route.method(), path(route, id));
    }

    private static String path(Route route, String id) {
        return route.path().replaceAll("\\{[a-z_]+}", id);
    }

    private static String anonymised(Answer answer, String id) {
        return answer.text().replace(id, "ID").replaceAll("\"correlationId\":\"[^\"]*\"", "");
    }

    private static Map<String, Object> presumptuous(Customer another) {
        var account =
                another.browser().get("/internal/v1/me").expect(200).body().path("account_id");
        return Map.of(
                "id",
                another.id(),
                "account_id",
                account.asString(),
                "role",
                "owner",
                "tier",
                "enterprise",
                "status",
                "up");
    }

    private static Map<String, String> belongings(Customer customer) {
        var found = new LinkedHashMap<String, String>();
        for (var path : List.of("me", "account", "users", "oauth-clients", "monitors", "invitations")) {
            found.put(
                    path,
                    customer.browser().get("/internal/v1/" + path).expect(200).text());
        }
        found.put(
                "collectors",
                customer.browser().get("/api/v1/collectors").expect(200).text());
        return found;
    }
}
