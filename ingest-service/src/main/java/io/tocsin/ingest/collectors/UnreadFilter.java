package io.tocsin.ingest.collectors;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.errors.ErrorWriter;
import io.tocsin.platform.events.CompactedTables;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks everybody to come again while the compacted topics are still being read after a start. Until then every collector
 * and every heartbeat's token would look unknown, which says for good that what was sent is not wanted, and every account
 * would look like a new one.
 */
@Component
@Order(SecurityFilterProperties.DEFAULT_FILTER_ORDER - 1)
class UnreadFilter extends OncePerRequestFilter {
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    private final CompactedTables tables;
    private final ErrorWriter errors;

    UnreadFilter(CompactedTables tables, ErrorWriter errors) {
        this.tables = tables;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (tables.complete()) {
            chain.doFilter(request, response);
        } else {
            errors.write(
                    request,
                    response,
                    new ApiException(
                                    ErrorCode.INTERNAL_002,
                                    "Accounts, collectors and monitors are still being read here, come again")
                            .retryAfter(A_MOMENT));
        }
    }
}
