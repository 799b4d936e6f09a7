package io.tocsin.platform.egress;

/**
 * Where the time went, in microseconds; redirects add up. A step that was not reached, or not needed because a
 * connection was kept, counts 0.
 *
 * @param dns until the name was resolved
 * @param connect until TCP was connected
 * @param tls until TLS was agreed on
 * @param firstByte from the connection being ready until the head of the answer was there
 * @param total from the call to its end
 */
public record EgressTimings(long dns, long connect, long tls, long firstByte, long total) {}
