package io.tocsin.auth.betterauth;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signed cookie values as better-auth writes them: {@code encodeURIComponent(value + "." + base64(HMAC-SHA256(secret,
 * value)))}.
 */
final class CookieSignature {
    private final SecretKeySpec key;

    CookieSignature(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    String sign(String value) {
        return URLEncoder.encode(value + "." + signature(value), StandardCharsets.UTF_8);
    }

    /** The value inside; null if the signature is not ours. */
    @Nullable
    String open(String cookie) {
        String decoded = decode(cookie);
        int dot = decoded.lastIndexOf('.');
        if (dot < 1) {
            return null;
        }
        String value = decoded.substring(0, dot);
        byte[] given = decoded.substring(dot + 1).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(signature(value).getBytes(StandardCharsets.UTF_8), given) ? value : null;
    }

    private static String decode(String cookie) {
        try {
            // a plus is a plus here: this is not a form
            return URLDecoder.decode(cookie.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    private String signature(String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return Base64.getEncoder().encodeToString(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA256", e);
        }
    }
}
