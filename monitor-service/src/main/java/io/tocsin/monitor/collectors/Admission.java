package io.tocsin.monitor.collectors;

import io.tocsin.monitor.audit.Actor;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Decides who may register a collector: somebody of the account, a one-time token, or anybody where that is wanted. */
@Component
class Admission {
    private final EnrolmentTokens tokens;
    private final CollectorSettings settings;
    private final InstantSource clock;

    Admission(EnrolmentTokens tokens, CollectorSettings settings, InstantSource clock) {
        this.tokens = tokens;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws ApiException 401 when there is nothing that admits */
    Registrant of(@Nullable Caller caller, @Nullable String enrolmentToken) {
        if (enrolmentToken != null) {
            Registrant admitted = tokens.admit(enrolmentToken, clock.instant());
            if (admitted == null) {
                throw new ApiException(ErrorCode.COLLECTOR_008);
            }
            return admitted;
        }
        if (caller != null) {
            return new Registrant(caller.accountId(), Actor.of(caller), null);
        }
        if (settings.openRegistration().isEmpty()) {
            throw new ApiException(
                    ErrorCode.AUTH_001, "Sign in, or send the enrolment_token that somebody of the account has made");
        }
        return new Registrant(settings.openRegistration(), Actor.ANONYMOUS, null);
    }
}
