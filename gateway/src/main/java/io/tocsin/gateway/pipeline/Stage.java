package io.tocsin.gateway.pipeline;

import org.springframework.core.Ordered;

/** The stages of the pipeline in the order in which a request goes through them. */
enum Stage {
    /** Correlation id, trace, metrics, and the route that they name. */
    TRACING,
    CORS,
    SECURITY_HEADERS,
    /** The line itself is written by the platform, around everything, so that no refusal is missing. */
    REQUEST_LOG,
    REQUEST_VALIDATION,
    ADDRESS_LIMIT,
    /** Credentials become a token, the token a caller. */
    AUTHENTICATION,
    PRINCIPAL_LIMIT,
    /** By the route table. */
    AUTHORIZATION,
    COMPRESSION,
    ERROR_RENDERING;

    /** Servlet filters stand behind the platform's correlation and observation filters and before the security chain. */
    private static final int FIRST = Ordered.HIGHEST_PRECEDENCE + 100;

    private static final int GAP = 10;

    int order() {
        return FIRST + ordinal() * GAP;
    }
}
