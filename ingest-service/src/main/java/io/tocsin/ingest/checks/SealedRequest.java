package io.tocsin.ingest.checks;

import io.tocsin.platform.encryption.FieldEncryption;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Opens what a definition keeps secret of a request. The key is only needed where a monitor has such a request. */
@Component
class SealedRequest {
    /** What a request carries beside its address. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Content(Map<String, String> headers, byte @Nullable [] body) {
        static final Content NONE = new Content(Map.of(), null);
    }

    private final ObjectProvider<FieldEncryption> encryption;
    private final JsonMapper json;

    SealedRequest(ObjectProvider<FieldEncryption> encryption, JsonMapper json) {
        this.encryption = encryption;
        this.json = json;
    }

    /** @throws IllegalArgumentException when it can't be opened, without a word of what is inside */
    Content open(String monitorId, @Nullable String sealed) {
        if (sealed == null) {
            return Content.NONE;
        }
        try {
            JsonNode request = json.readTree(encryption.getObject().decrypt(sealed, "monitor:" + monitorId));
            Map<String, String> headers = new LinkedHashMap<>();
            request.path("headers").forEachEntry((name, value) -> headers.put(name, value.asString()));
            String body = request.path("body").asString("");
            return new Content(headers, body.isEmpty() ? null : body.getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException _) {
            throw new IllegalArgumentException("its sealed request is not readable");
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("its sealed request can't be opened", e);
        }
    }
}
