package io.tocsin.auth.npm;

import static io.tocsin.auth.Door.json;

import io.tocsin.auth.Door;
import io.tocsin.auth.Emails;
import io.tocsin.platform.testing.IntegrationTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@IntegrationTest
class NpmClientsIT {
    private static final String PUBLIC_URL = "http://localhost:8080";

    @LocalServerPort
    private int port;

    @BeforeEach
    void install() throws Exception {
        Node.require();
    }

    @Test
    void betterAuthSignsUpInAndOut() throws Exception {
        Node.run("better-auth.mjs", service(), PUBLIC_URL, Emails.next());
    }

    @Test
    void oauthClientsGetTokens() throws Exception {
        Door door = new Door(port);
        String email = Emails.next();
        door.signUp(email);
        JsonNode client = json(door.post(
                "/internal/v1/oauth-clients",
                "{\"name\":\"npm\",\"scopes\":[\"monitors:read\"]}",
                "Authorization",
                "Bearer " + door.accessToken(email)));

        Node.run(
                "oauth.mjs",
                service(),
                PUBLIC_URL,
                client.path("client_id").asString(),
                client.path("client_secret").asString());
    }

    private String service() {
        return "http://127.0.0.1:" + port;
    }
}
