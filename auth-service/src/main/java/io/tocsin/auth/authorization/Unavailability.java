package io.tocsin.auth.authorization;

import io.tocsin.platform.errors.ApiException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says in the words of RFC 6749 that clients can't be looked up now, or that one asks too much (RFC 7009 section 2.2.1). */
final class Unavailability extends OncePerRequestFilter {
    private static final String UNAVAILABLE = "temporarily_unavailable";
    private static final Logger LOG = LoggerFactory.getLogger(Unavailability.class);

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The database did not answer: {}", e.toString());
            response.setHeader(HttpHeaders.RETRY_AFTER, "2");
            ClientRefusal.write(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, UNAVAILABLE);
        } catch (ApiException e) {
            Duration delay = e.retryAfter();
            response.setHeader(HttpHeaders.RETRY_AFTER, delay == null ? "2" : Long.toString(delay.toSeconds() + 1));
            ClientRefusal.write(response, e.code().status(), UNAVAILABLE);
        }
    }
}
