package io.tocsin.ingest.door;

import io.tocsin.ingest.collectors.Collector;
import io.tocsin.ingest.collectors.CollectorsTable;
import io.tocsin.platform.door.CollectorCertificate;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.ErrorWriter;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.platform.tokens.CallerToken;
import io.tocsin.schemas.Claims;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds certificate and token against each other (RFC 8705), and the collector against what is known of it: with each
 * request, because a connection outlives a revocation. Runs right behind the validation of the token.
 */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER + 1)
class DoorFilter extends OncePerRequestFilter {
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    private final CollectorsTable collectors;
    private final ErrorWriter errors;
    private final InstantSource clock;

    DoorFilter(CollectorsTable collectors, ErrorWriter errors, InstantSource clock) {
        this.collectors = collectors;
        this.errors = errors;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ApiException refusal = refusal(request);
        if (refusal == null) {
            chain.doFilter(request, response);
        } else {
            errors.write(response, refusal);
        }
    }

    private @Nullable ApiException refusal(HttpServletRequest request) {
        if (!(SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken token)) {
            return null; // what needs a token was refused without one before
        }
        X509Certificate presented = CollectorCertificate.presentedWith(request);
        if (presented == null) {
            return token.getCredentials().hasClaim(Claims.CONFIRMATION)
                            || token.caller().kind() == Caller.Kind.COLLECTOR
                    ? new ApiException(ErrorCode.COLLECTOR_004, "The token counts only with its certificate")
                    : null;
        }
        if (token.caller().kind() != Caller.Kind.COLLECTOR) {
            return new ApiException(ErrorCode.AUTH_006, "The collectors' door takes tokens for ingest");
        }
        CollectorCertificate certificate = CollectorCertificate.of(presented);
        return certificate == null || !bound(token, certificate)
                ? new ApiException(ErrorCode.COLLECTOR_004)
                : refusal(certificate);
    }

    private boolean bound(CallerToken token, CollectorCertificate certificate) {
        Caller caller = token.caller();
        Map<String, Object> confirmation = token.getCredentials().getClaimAsMap(Claims.CONFIRMATION);
        return confirmation != null
                && certificate.thumbprint().equals(confirmation.get("x5t#S256"))
                && certificate.collectorId().equals(caller.id())
                && certificate.accountId().equals(caller.accountId())
                && clock.instant().isBefore(certificate.notAfter());
    }

    private @Nullable ApiException refusal(CollectorCertificate certificate) {
        Collector collector = collectors.await(certificate.collectorId());
        if (collector == null) {
            return new ApiException(ErrorCode.COLLECTOR_006).retryAfter(A_MOMENT);
        }
        if (!collector.accountId().equals(certificate.accountId())) {
            return new ApiException(ErrorCode.COLLECTOR_004);
        }
        return collector.revoked() ? new ApiException(ErrorCode.COLLECTOR_005) : null;
    }
}
