package io.tocsin.gateway.pipeline;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request whose body ends with an error once it is larger than allowed, arrives too slowly, or breaks off. */
final class BoundedRequest extends HttpServletRequestWrapper {
    private final long limit;
    private final PipelineSettings settings;
    private @Nullable ServletInputStream body;

    BoundedRequest(HttpServletRequest request, long limit, PipelineSettings settings) {
        super(request);
        this.limit = limit;
        this.settings = settings;
    }

    static ApiException tooLarge(long limit) {
        return new ApiException(ErrorCode.VALIDATION_003, "The body may have %d bytes".formatted(limit));
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        ServletInputStream stream = body;
        if (stream == null) {
            stream = new Bounded(super.getInputStream(), limit, settings);
            body = stream;
        }
        return stream;
    }

    private static final long NANOS_IN_A_SECOND = 1_000_000_000L;

    private static final class Bounded extends ServletInputStream {
        private final ServletInputStream body;
        private final long limit;
        private final long minRate;
        private final long graceNanos;
        private final long began = System.nanoTime();
        private long count;

        Bounded(ServletInputStream body, long limit, PipelineSettings settings) {
            this.body = body;
            this.limit = limit;
            this.minRate = settings.minRate().toBytes();
            this.graceNanos = settings.grace().toNanos();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read;
            try {
                read = body.read(buffer, offset, length);
            } catch (IOException e) {
                // not an IOException: that would look like the service's failure to who forwards the body
                throw (ApiException) new ApiException(ErrorCode.VALIDATION_001, "The body broke off").initCause(e);
            }
            count += Math.max(0, read);
            if (count > limit) {
                throw tooLarge(limit);
            }
            if (read >= 0 && isTooSlow()) {
                throw new ApiException(ErrorCode.VALIDATION_009);
            }
            return read;
        }

        private boolean isTooSlow() {
            long counted = System.nanoTime() - began - graceNanos;
            return counted > 0 && count < counted / NANOS_IN_A_SECOND * minRate;
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
