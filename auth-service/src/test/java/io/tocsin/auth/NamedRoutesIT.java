package io.tocsin.auth;

import io.tocsin.platform.testing.IntegrationTest;
import io.tocsin.platform.testing.NamedRoutes;
import java.util.Set;

@IntegrationTest
class NamedRoutesIT extends NamedRoutes {
    NamedRoutesIT() {
        super(
                Set.of("POST /exchange/session"),
                Set.of(
                        "POST /oauth/token",
                        "POST /oauth/revoke",
                        "POST /oauth/introspect",
                        "GET /oauth/jwks",
                        "GET /.well-known/oauth-authorization-server",
                        "GET /.well-known/openid-configuration"));
    }
}
