package io.tocsin.gateway.routing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells auth-service the client's address in a way that no client can: {@code <ip>;<unix seconds>;<HMAC-SHA256>}. */
public final class SignedClientAddress {
    /** The header that carries it. */
    public static final String HEADER = "X-Tocsin-Client";

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;
    private final InstantSource clock;

    SignedClientAddress(String key, InstantSource clock) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    /** Adds the header; without a key there is none to add. */
    public void addTo(List<HeaderField> headers, String address) {
        if (key.length > 0) {
            String claim = address + ";" + clock.instant().getEpochSecond();
            headers.add(new HeaderField(HEADER, claim + ";" + sign(claim)));
        }
    }

    private String sign(String claim) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(claim.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, e);
        }
    }
}
