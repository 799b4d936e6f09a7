package io.tocsin.schemas.serde;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks Confluent's registry API (v1 media type), which Confluent's registry and Apicurio's {@code ccompat} both do.
 * Ids and schemas never change once given, so both directions are remembered for ever.
 *
 * <p>Every call throws {@link RegistryUnavailableException} where repeating can help and {@link
 * RegistryRefusedException} where it can't.
 */
public final class SchemaRegistryClient {
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final JsonMapper JSON = JsonMapper.shared();

    private record Registration(String subject, Schema schema) {}

    private final String baseUrl;
    private final @Nullable String authorization;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();

    /**
     * @param baseUrl address of the API, e.g. {@code http://localhost:8081}; of several, separated by commas, the first
     * @param authorization value of the Authorization header; null for none
     */
    public SchemaRegistryClient(String baseUrl, @Nullable String authorization) {
        this.baseUrl = baseUrl.split(",", -1)[0].strip().replaceAll("/+$", "");
        this.authorization = authorization;
    }

    /** Registers the schema where it is new; answers its id either way. */
    public int register(String subject, Schema schema) {
        return ids.computeIfAbsent(new Registration(subject, schema), key -> id("/subjects/%s/versions", key));
    }

    /** The id of a schema that is registered already. */
    public int lookUp(String subject, Schema schema) {
        return ids.computeIfAbsent(new Registration(subject, schema), key -> id("/subjects/%s", key));
    }

    /** The id of the newest schema of a subject; asked each time. */
    public int latest(String subject) {
        return call("GET", "/subjects/%s/versions/latest".formatted(escape(subject)), null)
                .path("id")
                .asInt();
    }

    /** The schema that a record was written with. */
    public Schema byId(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        String text = call("GET", "/schemas/ids/" + id, null).path("schema").asString();
        return schemas.computeIfAbsent(id, unknown -> new Schema.Parser().parse(text));
    }

    /** Sets which changes a subject allows, e.g. {@code BACKWARD_TRANSITIVE}. */
    public void setCompatibility(String subject, String level) {
        call("PUT", "/config/" + escape(subject), JSON.writeValueAsString(Map.of("compatibility", level)));
    }

    private Integer id(String path, Registration registration) {
        String body = JSON.writeValueAsString(
                Map.of("schema", WireSchema.of(registration.schema()).toString(), "schemaType", "AVRO"));
        return call("POST", path.formatted(escape(registration.subject())), body)
                .path("id")
                .asInt();
    }

    private JsonNode call(String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(TIMEOUT)
                .header("Accept", MEDIA_TYPE)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", MEDIA_TYPE);
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return answer(send(request.build()), method + " " + path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new RegistryUnavailableException("The schema registry at %s does not answer".formatted(baseUrl), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("Interrupted while waiting for the schema registry", e);
        }
    }

    private JsonNode answer(HttpResponse<String> response, String call) {
        int status = response.statusCode();
        if (status == 404 || status == 409 || status == 422) {
            throw new RegistryRefusedException(
                    status, "The schema registry refused %s: %d %s".formatted(call, status, response.body()));
        }
        if (status / 100 != 2) {
            throw new RegistryUnavailableException("The schema registry answered %s with %d".formatted(call, status));
        }
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new RegistryUnavailableException("The schema registry's answer to %s is no JSON".formatted(call), e);
        }
    }

    private static String escape(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }
}
