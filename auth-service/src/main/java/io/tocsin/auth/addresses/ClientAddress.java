package io.tocsin.auth.addresses;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The network address that a request comes from: what the gateway signed, else the other end of the connection. Every
 * other forwarding header is a claim of the caller and ignored.
 */
@Component
public class ClientAddress {
    /** {@code <ip>;<unix seconds>;<base64url HMAC-SHA256 of "ip;seconds">}. */
    static final String HEADER = "X-Tocsin-Client";

    private final SecretKeySpec key;
    private final Duration maxAge;
    private final InstantSource clock;

    ClientAddress(AddressSettings settings, InstantSource clock) {
        this.key = new SecretKeySpec(settings.forwardedKey().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.maxAge = settings.maxAge();
        this.clock = clock;
    }

    public String of(HttpServletRequest request) {
        String signed = signed(request.getHeader(HEADER));
        return signed == null ? request.getRemoteAddr() : signed;
    }

    private @Nullable String signed(@Nullable String header) {
        String[] parts = header == null ? new String[0] : header.split(";", -1);
        if (parts.length != 3 || !isRecent(parts[1])) {
            return null;
        }
        byte[] expected = signature(parts[0] + ";" + parts[1]).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, parts[2].getBytes(StandardCharsets.US_ASCII)) ? parts[0] : null;
    }

    private boolean isRecent(String seconds) {
        try {
            Duration age = Duration.between(Instant.ofEpochSecond(Long.parseLong(seconds)), clock.instant());
            return age.abs().compareTo(maxAge) <= 0;
        } catch (RuntimeException _) {
            return false;
        }
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA256", e);
        }
    }
}
