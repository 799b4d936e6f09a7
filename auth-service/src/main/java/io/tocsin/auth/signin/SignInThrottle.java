package io.tocsin.auth.signin;

import io.tocsin.auth.addresses.Network;
import io.tocsin.auth.rates.Tally;
import io.tocsin.platform.errors.ApiException;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/**
 * Bounds guessing by e-mail address and network together, and by e-mail address alone for strangers: networks from which
 * the person has not signed in lately. So many networks guess no more than a few, and nobody elsewhere can lock an owner
 * out.
 */
@Component
class SignInThrottle {
    private static final int REMEMBERED = 200_000;

    private record Target(String email, String network) {}

    private final Tally<Target> attempts;
    private final SignInSettings settings;

    SignInThrottle(SignInSettings settings, InstantSource clock) {
        this.attempts = new Tally<>(REMEMBERED, settings.window(), clock);
        this.settings = settings;
    }

    /**
     * Counts an attempt before its outcome is known, so that many at once are bounded too.
     *
     * @throws ApiException with a Retry-After when there were too many
     */
    void admit(String email, String address) {
        attempts.admit(new Target(email, Network.of(address)), settings.attempts());
    }

    /**
     * The same for an address from which the person has not signed in lately.
     *
     * @throws ApiException with a Retry-After when there were too many
     */
    void admitStranger(String email) {
        attempts.admit(new Target(email, ""), settings.strangers());
    }

    /** The person knew the password after all. */
    void forget(String email, String address) {
        attempts.forget(new Target(email, Network.of(address)));
    }
}
