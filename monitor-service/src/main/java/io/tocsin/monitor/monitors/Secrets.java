package io.tocsin.monitor.monitors;

import io.tocsin.monitor.targets.RequestContent;
import io.tocsin.platform.encryption.FieldEncryption;
import io.tocsin.platform.settings.ProductSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Seals what of monitors may be a credential: what a check sends, and the token in a heartbeat's address. */
@Component
class Secrets {
    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final FieldEncryption encryption;
    private final JsonMapper json;
    private final String heartbeats;

    Secrets(FieldEncryption encryption, JsonMapper json, ProductSettings product) {
        this.encryption = encryption;
        this.json = json;
        this.heartbeats = product.publicUrl() + "/api/v1/heartbeat/";
    }

    /** Runners open it with the same context. */
    @Nullable
    String seal(String monitorId, RequestContent content) {
        return content.sendsNothing() ? null : encryption.encrypt(json.writeValueAsString(content), context(monitorId));
    }

    RequestContent open(String monitorId, @Nullable String sealed) {
        return sealed == null
                ? RequestContent.EMPTY
                : json.readValue(encryption.decrypt(sealed, context(monitorId)), RequestContent.class);
    }

    HeartbeatToken newToken(String monitorId) {
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return new HeartbeatToken(encryption.encrypt(token, tokenContext(monitorId)), sha256(token));
    }

    /** Where the heartbeats of the monitor are sent to. */
    String heartbeatUrl(String monitorId, HeartbeatToken token) {
        return heartbeats + encryption.decrypt(token.sealed(), tokenContext(monitorId));
    }

    private static String context(String monitorId) {
        return "monitor:" + monitorId;
    }

    private static String tokenContext(String monitorId) {
        return "monitor.heartbeat_token " + monitorId;
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256", e);
        }
    }
}
