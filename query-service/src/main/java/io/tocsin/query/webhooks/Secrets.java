package io.tocsin.query.webhooks;

import io.tocsin.platform.encryption.FieldEncryption;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes signing secrets, and keeps them and the customers' own headers encrypted. */
@Component
public class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private final FieldEncryption encryption;
    private final JsonMapper json;

    Secrets(FieldEncryption encryption, JsonMapper json) {
        this.encryption = encryption;
        this.json = json;
    }

    /** Standard Webhooks: {@code whsec_} and 256 bits in standard base64. */
    static String fresh() {
        byte[] key = new byte[BYTES];
        RANDOM.nextBytes(key);
        return "whsec_" + Base64.getEncoder().encodeToString(key);
    }

    String seal(String endpointId, String secret) {
        return encryption.encrypt(secret, "webhook secret of " + endpointId);
    }

    public String unseal(String endpointId, String sealed) {
        return encryption.decrypt(sealed, "webhook secret of " + endpointId);
    }

    @Nullable
    String sealHeaders(String endpointId, Map<String, String> headers) {
        return headers.isEmpty()
                ? null
                : encryption.encrypt(json.writeValueAsString(headers), "webhook headers of " + endpointId);
    }

    public Map<String, String> unsealHeaders(String endpointId, @Nullable String sealed) {
        return sealed == null
                ? Map.of()
                : json.readValue(
                        encryption.decrypt(sealed, "webhook headers of " + endpointId), new TypeReference<>() {});
    }
}
