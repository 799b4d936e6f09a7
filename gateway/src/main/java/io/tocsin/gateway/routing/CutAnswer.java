package io.tocsin.gateway.routing;

import jakarta.servlet.http.HttpServletRequest;

/** Marks an answer that could not be brought to its end after its beginning had left. */
public final class CutAnswer {
    private static final String ATTRIBUTE = CutAnswer.class.getName();

    private CutAnswer() {}

    static void mark(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, true);
    }

    /** Whether the connection has to be broken, so that the client notices. */
    public static boolean isMarked(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }
}
