package io.tocsin.auth.addresses;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The network address that a request comes from: what the gateway signed, else the other end of the connection. Every
 * other forwarding header is a claim of the caller and ignored.
 */
@Component
public class ClientAddress {
    /** {@code <ip>;<unix seconds>;<base64url HMAC-SHA256 of "ip;seconds">}. */
    static final String HEADER = "X-Tocsin-Client";

    private static final Logger LOG = LoggerFactory.getLogger(ClientAddress.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final SecretKeySpec key;
    private final Duration maxAge;
    private final InstantSource clock;
    private final Counter disbelieved;
    private final AtomicLong lastWarning = new AtomicLong();

    /** @param meters counts the addresses that were not believed: more than none says that the limits of all are one */
    ClientAddress(AddressSettings settings, InstantSource clock, MeterRegistry meters) {
        this.disbelieved = meters.counter("client_addresses_disbelieved");
        this.key = new SecretKeySpec(settings.forwardedKey().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.maxAge = settings.maxAge();
        this.clock = clock;
    }

    public String of(HttpServletRequest request) {
        String header = request.getHeader(HEADER);
        String signed = signed(header);
        if (signed != null) {
            return signed;
        }
        if (header != null) {
            disbelieve();
        }
        return request.getRemoteAddr();
    }

    /** The gateway drops what clients send, so that this is its own header. */
    private void disbelieve() {
        disbelieved.increment();
        long now = clock.millis();
        long last = lastWarning.get();
        if (now - last > BETWEEN_WARNINGS.toMillis() && lastWarning.compareAndSet(last, now)) {
            LOG.warn("Clients' addresses are not believed: FORWARDED_KEY is not the gateway's, or the clocks differ");
        }
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
