package io.tocsin.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back. */
record Answer(int status, String text, HttpHeaders headers) {

    static final JsonMapper JSON = JsonMapper.shared();

    JsonNode body() {
        return text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
    }

    /** The code of a refusal; empty if it has none of ours. */
    String code() {
        var json = headers.firstValue("Content-Type").orElse("").startsWith("application/json");
        return json ? body().path("error").path("code").asString("") : "";
    }

    Answer expect(int expected) {
        assertThat(status).as(text).isEqualTo(expected);
        return this;
    }

    /** Refused with that status and the body that every refusal has. */
    void expectRefusal(int expected) {
        expect(expected);
        var error = body().path("error");
        assertThat(error.path("code").asString("")).as(text).matches("[A-Z]+_\\d{3}");
        assertThat(error.path("statusCode").asInt(0)).as(text).isEqualTo(expected);
        assertThat(error.path("message").asString("")).as(text).isNotBlank();
        assertThat(error.path("category").asString("")).as(text).isNotBlank();
        assertThat(error.path("correlationId").asString("")).as(text).isNotBlank();
        assertThat(error.path("suggestion").asString("")).as(text).isNotBlank();
        assertThat(error.path("details").isMissingNode()
                        || error.path("details").isArray())
                .as(text)
                .isTrue();
        assertThat(text).doesNotContain("Exception", "io.tocsin", "org.springframework", "SELECT");
    }
}
