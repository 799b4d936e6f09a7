package io.tocsin.gateway.routing;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Breaks the connection under an answer that could not be brought to its end after its beginning had left: only an
 * exception that reaches the container does that, and one that passes the dispatcher would be rendered into the answer.
 */
public final class CutAnswerFilter extends OncePerRequestFilter {
    private static final String MARK = CutAnswerFilter.class.getName() + ".cut";

    static void mark(HttpServletRequest request) {
        request.setAttribute(MARK, true);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (request.getAttribute(MARK) != null) {
            throw new IOException("A service broke off its answer");
        }
    }
}
