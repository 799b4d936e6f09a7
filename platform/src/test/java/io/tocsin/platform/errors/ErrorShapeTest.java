package io.tocsin.platform.errors;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.schemas.ErrorCode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ErrorShapeTest {
    private final JsonMapper json = JsonMapper.shared();

    @Test
    void hasMessageAndCodeBesideTheBodyForBetterAuth() {
        JsonNode body = at("/api/auth/sign-in/email", ErrorCode.GATEWAY_003);

        assertThat(body.path("message").asString()).isEqualTo("Too many requests");
        assertThat(body.path("code").asString()).isEqualTo("GATEWAY_003");
        assertThat(body.path("error").path("statusCode").asInt()).isEqualTo(429);
    }

    @Test
    void speaksAsTheRfcToOauthClients() {
        assertThat(at("/oauth/token", ErrorCode.GATEWAY_002).toString())
                .isEqualTo("{\"error\":\"temporarily_unavailable\","
                        + "\"error_description\":\"A part of the product is not available\"}");
        assertThat(at("/oauth/token", ErrorCode.INTERNAL_001).path("error").asString())
                .isEqualTo("server_error");
        assertThat(at("/oauth/token", ErrorCode.VALIDATION_003).path("error").asString())
                .isEqualTo("invalid_request");
    }

    @Test
    void isTheOwnBodyElsewhere() {
        assertThat(at("/api/authors", ErrorCode.GATEWAY_001)
                        .path("error")
                        .path("code")
                        .asString())
                .isEqualTo("GATEWAY_001");
    }

    private JsonNode at(String path, ErrorCode code) {
        return json.valueToTree(ErrorShape.of(path, new ApiException(code)));
    }
}
