package io.tocsin.local.demo;

import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the product's answers mean for the one who asked. */
final class Answers {

    static final JsonMapper JSON = JsonMapper.shared();

    private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private Answers() {}

    /**
     * The body of a good answer.
     *
     * @throws UnavailableException on 429, 502, 503, 504
     * @throws RefusedException on any other error
     */
    static JsonNode body(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 200, 201, 202, 204 -> json(answer.body());
            case 429, 502, 503, 504 -> throw new UnavailableException(sentence(answer), pause(answer));
            default -> throw new RefusedException(answer.statusCode(), sentence(answer));
        };
    }

    /** How long {@code Retry-After} asks to wait, within reason; a second where it does not say. */
    static Duration pause(HttpResponse<?> answer) {
        try {
            var seconds = answer.headers().firstValue("Retry-After").map(Long::parseLong);
            return seconds.map(Duration::ofSeconds)
                    .filter(pause -> pause.compareTo(LONGEST_PAUSE) < 0)
                    .orElse(USUAL_PAUSE);
        } catch (NumberFormatException _) {
            return USUAL_PAUSE;
        }
    }

    /** The reason that an error answer gives. */
    static String sentence(HttpResponse<String> answer) {
        JsonNode body;
        try {
            body = json(answer.body());
        } catch (JacksonException _) {
            body = JSON.createObjectNode();
        }
        var error = body.path("error");
        var message = error.path("message").asString(body.path("message").asString(""));
        var code = error.path("code").asString(body.path("code").asString(""));
        return "%s answered %d %s %s"
                .formatted(answer.request().uri().getPath(), answer.statusCode(), code, message)
                .strip();
    }

    private static JsonNode json(String body) {
        return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
    }
}
