package io.tocsin.journeys;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Without auth-service nobody new comes in, and whoever is in stays. */
@Order(7)
@ExtendWith(WithProduct.class)
class AuthOutageIT {

    @Test
    void keepsIssuedTokensWorkingAndRefusesSignInsAtOnce(RunningProduct product)
            throws IOException, InterruptedException {
        var ada = Customer.signUp(product.address());
        var program = ada.program("monitors:read", "monitors:write");
        var person = ada.anonymous().with(Principal.bearer(ada.accessToken()));

        try (var frozen = product.freeze("auth")) {
            for (var caller : new Http[] {program, person}) {
                caller.get("/api/v1/monitors").expect(200);
                caller.get("/api/v1/servers").expect(200);
            }
            var credentials = Map.of("email", ada.email(), "password", ada.password());
            ada.anonymous().postOnce("/api/v1/auth/login", credentials).expect(503);
            ada.anonymous().postOnce("/api/auth/sign-in/email", credentials).expect(503);
        }

        await("signing in works again")
                .atMost(Duration.ofSeconds(60))
                .until(() -> ada.anonymous()
                                .post("/api/v1/auth/login", Map.of("email", ada.email(), "password", ada.password()))
                                .status()
                        == 200);
    }
}
