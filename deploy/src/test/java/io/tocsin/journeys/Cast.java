package io.tocsin.journeys;

import static io.tocsin.journeys.Principal.bearer;
import static io.tocsin.journeys.Principal.disguised;
import static io.tocsin.journeys.Principal.nobody;
import static io.tocsin.journeys.Principal.user;

import com.nimbusds.jose.JOSEException;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.journeys.Principal.Kind;
import io.tocsin.schemas.Scopes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Everybody who may ever knock: the people of two accounts, an operator, one who was removed, programs, collectors, and
 * those who only pretend.
 *
 * @param keysFetched how often somebody fetched the key that a forged token points to
 */
record Cast(Household ours, Household theirs, List<Principal> all, AtomicInteger keysFetched) {

    /** The people of one account. */
    record Household(Customer owner, Customer admin, Customer viewer) {

        static Household of(RunningProduct product) {
            var owner = Customer.signUp(product.address());
            return new Household(owner, owner.invited("admin"), owner.invited("viewer"));
        }

        List<Principal> principals(String account) {
            return List.of(
                    user("owner of " + account, owner, "owner"),
                    user("admin of " + account, admin, "admin"),
                    user("viewer of " + account, viewer, "viewer"));
        }
    }

    static Cast of(RunningProduct product) throws IOException, InterruptedException, SQLException, JOSEException {
        var ours = Household.of(product);
        var theirs = Household.of(product);
        var all = new ArrayList<Principal>();
        all.add(nobody("nobody", Map.of()));
        all.addAll(ours.principals("A"));
        all.addAll(theirs.principals("B"));
        all.add(user("operator", operator(product), "owner", "operator"));
        all.add(impersonator(operator(product), Customer.signUp(product.address())));
        all.add(nobody("removed user", bearer(Measured.atBest(() -> removed(product, ours.owner)))));
        all.addAll(programs(ours.owner));
        var collector = ours.owner.collector("matrix-host").door().headers();
        all.add(new Principal("collector", Kind.COLLECTOR, Set.of(), collector, () -> collector));
        var fetched = new AtomicInteger();
        all.addAll(forgers(product, ours.owner, fetched));
        all.addAll(pretenders(ours.owner));
        return new Cast(ours, theirs, List.copyOf(all), fetched);
    }

    /** The two are in no other role: who is signed out would end what is done in his name. */
    private static Principal impersonator(Customer operator, Customer owner) {
        var order = Map.of("user_id", owner.id(), "reason", "the matrix", "minutes", 60);
        return disguised("operator acting as an owner", () -> {
            var begun = operator.anonymous()
                    .with(bearer(operator.accessToken()))
                    .post("/internal/v1/admin/impersonations", order)
                    .expect(201);
            return bearer(begun.body().path("access_token").asString());
        });
    }

    private static Customer operator(RunningProduct product) throws IOException, InterruptedException {
        var operator = Customer.signUp(product.address());
        product.grantOperator(operator.email());
        return operator;
    }

    /** The token that somebody had before he was removed, once every service has heard of it. */
    private static String removed(RunningProduct product, Customer owner) {
        var guest = owner.invited("admin");
        var token = guest.accessToken();
        owner.browser().delete("/internal/v1/users/" + guest.id()).expect(204);
        for (var service : List.of("auth", "monitor", "ingest", "query")) {
            var left = Http.anonymous(product.service(service)).with(bearer(token));
            Measured.until(
                    service + " refuses whoever was removed (promised: 5 s)",
                    Measured.REVOCATION,
                    () -> left.call("POST", "/api/v1/metrics/push").status() != 403
                            && left.call("GET", "/internal/v1/me").status() != 200);
        }
        return token;
    }

    private static List<Principal> programs(Customer owner) {
        return Scopes.all().stream()
                .map(scope -> {
                    var headers = owner.program(scope).headers();
                    return new Principal("client with " + scope, Kind.CLIENT, Set.of(scope), headers, () -> headers);
                })
                .toList();
    }

    private static List<Principal> forgers(RunningProduct product, Customer owner, AtomicInteger fetched)
            throws IOException, SQLException, JOSEException {
        var stranger = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        stranger.createContext("/", exchange -> {
            fetched.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        stranger.start();
        var keys = URI.create(
                "http://127.0.0.1:%d/keys".formatted(stranger.getAddress().getPort()));
        return ForgedTokens.of(product, owner.accessToken()).all(keys).entrySet().stream()
                .map(forged -> nobody("token " + forged.getKey(), bearer(forged.getValue())))
                .toList();
    }

    /** Headers that say who somebody is are nobody's business but the product's own. */
    private static List<Principal> pretenders(Customer owner) {
        var account = owner.browser().get("/internal/v1/me").expect(200).body();
        return List.of(nobody(
                "forged identity headers",
                Map.of(
                        "X-User-Id",
                        account.path("id").asString(),
                        "X-User-Role",
                        "owner",
                        "X-Account-Id",
                        account.path("account_id").asString(),
                        "X-Forwarded-User",
                        account.path("email").asString(),
                        "X-Client-Cert",
                        "subject=CN=collector",
                        "X-SSL-Client-Verify",
                        "SUCCESS")));
    }
}
