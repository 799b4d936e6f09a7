package io.tocsin.platform.tokens;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keys that are fetched at most so often. Once some are there, a key that can't be looked for again yet is a key that
 * does not exist: tokens with made-up keys are refused as often as they come, instead of our being at fault.
 */
final class FetchedKeys implements JWKSource<SecurityContext> {
    private final JWKSource<SecurityContext> limited;
    private volatile boolean fetched;

    FetchedKeys(JWKSource<SecurityContext> limited) {
        this.limited = limited;
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
