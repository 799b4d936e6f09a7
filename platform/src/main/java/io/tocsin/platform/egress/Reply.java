package io.tocsin.platform.egress;

import io.tocsin.platform.egress.EgressResult.Answered;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/** An answer whose head is there and whose body is still on its way. */
final class Reply implements AutoCloseable {
    private final HttpUriRequestBase message;
    private final ClassicHttpResponse response;
    private boolean whole;

    Reply(HttpUriRequestBase message, ClassicHttpResponse response) {
        this.message = message;
        this.response = response;
    }

    @Nullable
    Redirect redirect() {
        Header location = response.getFirstHeader("Location");
        return Redirect.of(response.getCode(), location == null ? null : location.getValue());
    }

    Answered read(EgressRequest request, Exchange exchange) throws IOException {
        exchange.begin(EgressFailure.Step.READING);
        BoundedBody body = BoundedBody.read(response.getEntity(), request.bodyBytes());
        whole = !body.truncated();
        return new Answered(
                request.url(), response.getCode(), headers(), body.bytes(), body.truncated(), exchange.timings());
    }

    /** Gives a connection back that was read to the end, and cuts any other: what is unread may be without end. */
    @Override
    public void close() {
        if (!whole) {
            message.cancel();
        }
        Closer.closeQuietly(response);
    }

    private Map<String, List<String>> headers() {
        return Stream.of(response.getHeaders())
                .collect(Collectors.groupingBy(
                        header -> header.getName().toLowerCase(Locale.ROOT),
                        Collectors.mapping(NameValuePair::getValue, Collectors.toUnmodifiableList())));
    }
}
