package io.tocsin.ingest.metrics;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** The body of one request, and what it takes of the memory that all of them share until it is closed. */
public final class Body implements AutoCloseable {
    /** So that not each series asks for room by itself. */
    private static final int STEP = 4 << 10;

    private static final int SMALL = 64 << 10;

    private final InputStream stream;
    private final InFlight.Share share;
    private final int longest;
    private long weight;

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

    /** Whether it takes so little room that it may keep that while something is waited for: 64 kB. */
    public boolean isSmall() {
        return share.bytes() <= SMALL;
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

    /**
     * Counts what was made of the body; what is more than the body takes itself needs room of its own.
     *
     * @throws ApiException as {@link #grow}
     */
    public void weigh(int bytes) {
        weight += bytes;
        long more = weight - share.bytes();
        if (more > 0) {
            grow(Math.max(more, STEP));
        }
    }

    @Override
    public void close() throws IOException {
        share.close();
        stream.close();
    }
}
