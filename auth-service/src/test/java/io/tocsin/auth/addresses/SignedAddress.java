package io.tocsin.auth.addresses;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client's address as the gateway passes it on. */
public final class SignedAddress {
    public static final String HEADER = ClientAddress.HEADER;

    private static final String KEY = "a-key-that-signs-nothing-but-tests";

    private SignedAddress() {}

    public static String of(String address) throws Exception {
        String text = address + ";" + Instant.now().getEpochSecond();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        return text + ";" + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }
}
