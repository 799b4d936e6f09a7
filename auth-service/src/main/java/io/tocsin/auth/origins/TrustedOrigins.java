package io.tocsin.auth.origins;

import io.tocsin.platform.settings.ProductSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The product's public address and what the operator trusts beside it. */
@Component
public class TrustedOrigins {
    /** A path on the same host; {@code //host} and {@code /\host} lead elsewhere. */
    private static final Pattern PATH =
            Pattern.compile("/(?!/|\\\\|%2[fF]|%5[cC])[\\w\\-.+/@]*(?:\\?[\\w\\-.+/=&%@]*)?");

    private final Set<String> origins;

    TrustedOrigins(ProductSettings product, OriginSettings settings) {
        this.origins = Stream.concat(Stream.of(product.publicUrl()), settings.trusted().stream())
                .map(origin -> origin.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @param address an origin, or an address on it (RFC 6454) */
    public boolean contains(String address) {
        try {
            URI uri = new URI(address);
            return uri.getScheme() != null
                    && uri.getRawAuthority() != null
                    && origins.contains((uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT));
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /** Whether a person may be sent there after signing in. */
    public boolean mayLeadTo(String address) {
        return PATH.matcher(address).matches() || contains(address);
    }
}
