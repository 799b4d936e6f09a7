package io.tocsin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A session that is revoked is over at every door, for every token and in every open stream. */
@Order(6)
@ExtendWith(WithProduct.class)
class SessionEndIT {

    @Test
    void endsTokensRefreshesAndStreamsOfTheTokenDoor(RunningProduct product) {
        var ada = Measured.atBest(() -> endsASessionOfTheTokenDoor(product));

        ada.browser().get("/internal/v1/me").expect(200);
    }

    private static Customer endsASessionOfTheTokenDoor(RunningProduct product) {
        var ada = Customer.signUp(product.address());
        var tokens = tokens(ada);
        var program = ada.anonymous()
                .with(Principal.bearer(tokens.path("access_token").asString()));
        try (var stream = stream(program)) {
            var ended = CompletableFuture.runAsync(() -> stream.forEach(_ -> {}));

            ada.browser().delete("/internal/v1/me/sessions/" + session(tokens)).expect(204);

            Measured.until("the open stream is ended (promised: 5 s)", Measured.REVOCATION, ended::isDone);
        }
        for (var place : Map.of("auth", "me", "monitor", "monitors", "query", "incidents", "gateway", "servers")
                .entrySet()) {
            var there = Http.anonymous(product.service(place.getKey())).with(program.headers());
            Measured.until(
                    place.getKey() + " refuses the token (promised: 5 s)",
                    Measured.REVOCATION,
                    () -> there.get("/internal/v1/" + place.getValue()).status() == 401);
        }
        var refresh = Map.of("refresh_token", tokens.path("refresh_token").asString());
        ada.anonymous().post("/api/v1/auth/refresh", refresh).expectRefusal(401);
        return ada;
    }

    @Test
    void endsTheCookiesOfBothOtherDoors(RunningProduct product) {
        var ada = Measured.atBest(() -> endsTheOtherSessions(product));

        ada.browser().get("/internal/v1/monitors").expect(200);
    }

    private static Customer endsTheOtherSessions(RunningProduct product) {
        var ada = Customer.signUp(product.address());
        var credentials = Map.of("email", ada.email(), "password", ada.password());
        var page = ada.anonymous().with(Map.of("X-Requested-With", "XMLHttpRequest"));
        var single = Customer.signedIn(
                ada.anonymous(), page.post("/auth/login", credentials).expect(200));
        var better = Customer.signedIn(
                ada.anonymous(),
                ada.anonymous().post("/api/auth/sign-in/email", credentials).expect(200));
        Stream.of(single, better)
                .forEach(browser -> browser.get("/internal/v1/monitors").expect(200));

        ada.browser().delete("/internal/v1/me/sessions").expect(204);

        for (var browser : List.of(single, better)) {
            Measured.until(
                    "the cookie is refused (promised: 5 s)",
                    Measured.REVOCATION,
                    () -> browser.get("/internal/v1/monitors").status() == 401);
        }
        assertThat(better.get("/api/auth/get-session").expect(200).text()).isEqualTo("null");
        return ada;
    }

    private static JsonNode tokens(Customer customer) {
        return customer.anonymous()
                .post("/api/v1/auth/login", Map.of("email", customer.email(), "password", customer.password()))
                .expect(200)
                .body();
    }

    private static String session(JsonNode tokens) {
        try {
            return SignedJWT.parse(tokens.path("access_token").asString())
                    .getJWTClaimsSet()
                    .getStringClaim("sid");
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Stream<String> stream(Http program) {
        var request = program.request("/internal/v1/events").GET().build();
        var answer = program.client().sendAsync(request, BodyHandlers.ofLines()).join();
        for (var i = 0; i < 30 && answer.statusCode() == 503; i++) {
            Http.pause();
            answer = program.client().sendAsync(request, BodyHandlers.ofLines()).join();
        }
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
