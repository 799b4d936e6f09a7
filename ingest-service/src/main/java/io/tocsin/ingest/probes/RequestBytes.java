package io.tocsin.ingest.probes;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.tocsin.platform.egress.EgressRequest;
import io.tocsin.platform.egress.EgressUrl;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request as it is sent (RFC 9112). What a customer wrote into it was checked when the request was made. */
final class RequestBytes {
    private RequestBytes() {}

    static ByteBuf of(EgressRequest request, String userAgent, ByteBufAllocator memory) {
        EgressUrl url = request.url();
        StringBuilder head = new StringBuilder(256)
                .append(request.method())
                .append(' ')
                .append(url.target())
                .append(" HTTP/1.1\r\nHost: ")
                .append(url.authority())
                .append("\r\nConnection: close\r\nAccept-Encoding: identity\r\n");
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        addUnlessSet(head, request, "User-Agent", userAgent);
        addUnlessSet(head, request, "Accept", "*/*");
        byte @Nullable [] body = request.body();
        if (body != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] bytes = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        ByteBuf buffer = memory.ioBuffer(bytes.length + (body == null ? 0 : body.length));
        buffer.writeBytes(bytes);
        return body == null ? buffer : buffer.writeBytes(body);
    }

    private static void addUnlessSet(StringBuilder head, EgressRequest request, String name, String value) {
        for (String set : request.headers().keySet()) {
            if (set.equalsIgnoreCase(name)) {
                return;
            }
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }
}
