package io.tocsin.gateway.routing;

import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is sent to a service.
 *
 * @param method HTTP method
 * @param target path and query as they stand in the request line
 * @param headers the header without what belongs to the connection
 * @param body sent as it is read; null without one
 * @param length bytes of the body, -1 if unknown
 * @param stream whether the answer may take its time
 */
public record ServiceRequest(
        String method,
        String target,
        List<HeaderField> headers,
        @Nullable InputStream body,
        long length,
        boolean stream) {}
