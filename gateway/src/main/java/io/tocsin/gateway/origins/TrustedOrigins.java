package io.tocsin.gateway.origins;

import io.tocsin.platform.settings.ProductSettings;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The public address and what {@code TRUSTED_ORIGINS} adds to it. */
@Component
public final class TrustedOrigins {
    private final Set<String> origins = new HashSet<>();

    TrustedOrigins(ProductSettings product, OriginSettings settings) {
        origins.add(canonical(product.publicUrl()));
        settings.trusted().stream().map(TrustedOrigins::canonical).forEach(origins::add);
    }

    /** @param origin value of the Origin header; null is nobody's */
    public boolean contain(@Nullable String origin) {
        return origin != null && origins.contains(canonical(origin));
    }

    private static String canonical(String origin) {
        return origin.toLowerCase(Locale.ROOT);
    }
}
