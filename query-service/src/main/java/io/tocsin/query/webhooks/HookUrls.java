package io.tocsin.query.webhooks;

import io.tocsin.platform.egress.AddressGuard;
import io.tocsin.platform.egress.EgressException;
import io.tocsin.platform.egress.EgressFailure.ForbiddenAddress;
import io.tocsin.platform.egress.EgressUrl;
import io.tocsin.platform.egress.GuardedResolver;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.ErrorDetail;
import io.tocsin.schemas.ErrorCode;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Says no at once to an address that nothing could be sent to. A name may resolve to something else later; therefore
 * each delivery is judged again.
 */
@Component
class HookUrls {
    private static final int LONGEST = 2048;
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final GuardedResolver resolver;
    private final AddressGuard guard;

    HookUrls(GuardedResolver resolver, AddressGuard guard) {
        this.resolver = resolver;
        this.guard = guard;
    }

    /** @throws ApiException 400 unless it is an https URL of a public address, or any URL of an opened one */
    String admitted(String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw refused("must have at most %d characters, and no control characters".formatted(LONGEST));
        }
        EgressUrl url = parsed(text.strip());
        List<InetAddress> addresses;
        try {
            addresses = resolver.resolve(url.host(), PATIENCE);
        } catch (EgressException e) {
            if (e.failure() instanceof ForbiddenAddress || !url.isSecure()) {
                throw refused("is refused: " + e.failure().sentence());
            }
            if (isNoName(url.host())) {
                throw refused("is refused: %s is neither a public address nor a name".formatted(url.host()));
            }
            return text.strip(); // a name that nobody knows yet may be known by the first delivery
        }
        if (!url.isSecure() && !addresses.stream().allMatch(guard::isOpened)) {
            throw refused("must begin with https://");
        }
        return text.strip();
    }

    /** What others may take for an address (WHATWG URL §3.5: it ends in a number), or for this machine. */
    private static boolean isNoName(String host) {
        String[] labels = host.toLowerCase(Locale.ROOT).split("[.\\u3002\\uff0e\\uff61]");
        return labels.length == 0 || labels[labels.length - 1].matches("[0-9]+|0x[0-9a-f]*|localhost");
    }

    private static EgressUrl parsed(String text) {
        try {
            return EgressUrl.parse(text);
        } catch (IllegalArgumentException e) {
            throw refused("is refused: " + e.getMessage());
        }
    }

    private static ApiException refused(String why) {
        return new ApiException(ErrorCode.WEBHOOK_003, "url " + why, List.of(new ErrorDetail("url", why)));
    }
}
