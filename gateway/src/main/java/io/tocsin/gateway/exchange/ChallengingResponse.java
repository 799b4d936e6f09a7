package io.tocsin.gateway.exchange;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.springframework.http.HttpHeaders;

/** Asks for a client's secret with every 401: some clients send it only after they were asked (collectd, RFC 7617). */
final class ChallengingResponse extends HttpServletResponseWrapper {
    private static final String CHALLENGE = "Basic realm=\"tocsin\", charset=\"UTF-8\"";

    ChallengingResponse(HttpServletResponse response) {
        super(response);
    }

    @Override
    public void setStatus(int status) {
        super.setStatus(status);
        if (status == SC_UNAUTHORIZED) {
            addHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
        }
    }
}
