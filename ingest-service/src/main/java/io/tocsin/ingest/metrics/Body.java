package io.tocsin.ingest.metrics;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** The body of one request, and what it takes of the memory that all of them share until it is closed. */
public final class Body implements AutoCloseable {
    private final InputStream stream;
    private final InFlight.Share share;
    private final int longest;

    Body(InputStream stream, InFlight.Share share, int longest) {
        this.stream = stream;
        this.share = share;
        this.longest = longest;
    }

    public InputStream stream() {
        return stream;
    }

    /** @throws ApiException 413 or 503 while reading, 400 if it is not what its encoding says */
    public byte[] bytes() throws IOException {
        try {
            return stream.readAllBytes();
        } catch (ZipException | EOFException _) {
            throw new ApiException(ErrorCode.VALIDATION_005);
        }
    }

    /**
     * Announces what the body becomes in memory, before it does.
     *
     * @throws ApiException 413 if that is more than a body may have, METRICS_003 if there is no room now
     */
    public void grow(long bytes) {
        if (bytes > longest) {
            throw RequestBodies.tooLarge(longest);
        }
        share.take((int) bytes);
    }

    @Override
    public void close() throws IOException {
        share.close();
        stream.close();
    }
}
