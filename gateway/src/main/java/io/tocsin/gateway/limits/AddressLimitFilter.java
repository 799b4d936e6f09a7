package io.tocsin.gateway.limits;

import io.tocsin.platform.errors.ErrorWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Stops a flood from one address before it costs anything: no token is looked at, no service asked. */
public final class AddressLimitFilter extends OncePerRequestFilter {
    private final Buckets buckets;
    private final int perMinute;
    private final ErrorWriter errors;

    AddressLimitFilter(Buckets buckets, int perMinute, ErrorWriter errors) {
        this.buckets = buckets;
        this.perMinute = perMinute;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String network = ClientNetwork.of(request.getRemoteAddr());
        Allowance allowance = Allowance.take(buckets.of(network, perMinute), perMinute);
        allowance.writeTo(response);
        if (allowance.granted()) {
            chain.doFilter(request, response);
        } else {
            errors.write(request, response, allowance.refusal(request));
        }
    }
}
