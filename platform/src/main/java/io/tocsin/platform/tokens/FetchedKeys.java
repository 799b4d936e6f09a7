package io.tocsin.platform.tokens;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are fetched at most so often. Once some are there, a key that can't be looked for again yet is a key that
 * does not exist: tokens with made-up keys are refused as often as they come, instead of our being at fault.
 */
public final class FetchedKeys implements JWKSource<SecurityContext> {
    private static final int MILLIS = 2000;
    private static final int MAX_JWKS_BYTES = 100_000;

    private final JWKSource<SecurityContext> limited;
    private volatile boolean fetched;

    FetchedKeys(JWKSource<SecurityContext> limited) {
        this.limited = limited;
    }

    /**
     * Keys of a JWKS document (RFC 7517 section 5) of at most 100 kB, which is waited for 2 s and read again after five
     * minutes, or for an unknown key, at most once a second.
     *
     * @param address its URL
     * @param outageTolerance how long known keys stay good while it can't be read
     */
    public static JWKSource<SecurityContext> from(String address, Duration outageTolerance) {
        return new FetchedKeys(JWKSourceBuilder.create(
                        url(address), new DefaultResourceRetriever(MILLIS, MILLIS, MAX_JWKS_BYTES))
                .retrying(true)
                .cache(Duration.ofMinutes(5).toMillis(), Duration.ofSeconds(5).toMillis())
                .rateLimited(Duration.ofSeconds(1).toMillis())
                .outageTolerant(outageTolerance.toMillis())
                .build());
    }

    private static URL url(String address) {
        try {
            return URI.create(address).toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("Keys have no URL like " + address, e);
        }
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        try {
            List<JWK> found = limited.get(selector, context);
            fetched = true;
            return found;
        } catch (RateLimitReachedException e) {
            if (fetched) {
                return List.of();
            }
            throw e;
        }
    }
}
