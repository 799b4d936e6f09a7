package io.tocsin.auth.sessions;

/**
 * Where a session was opened from.
 *
 * @param address network address
 * @param userAgent what the client says it is, cut at 500 characters; empty if it says nothing
 */
public record Visitor(String address, String userAgent) {
    private static final int LONGEST = 500;

    public Visitor {
        userAgent = userAgent.length() > LONGEST ? userAgent.substring(0, LONGEST) : userAgent;
    }
}
