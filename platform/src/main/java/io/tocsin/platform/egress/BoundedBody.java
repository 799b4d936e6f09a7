package io.tocsin.platform.egress;

import io.tocsin.platform.gzip.GzipStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * The begin of a body, decoded.
 *
 * @param truncated whether there was more, which stays unread
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record BoundedBody(byte[] bytes, boolean truncated) {
    private static final byte[] NONE = new byte[0];

    /**
     * Reads at most as many decoded bytes; of the coded ones no more than that needs, so that a small answer can't
     * swell. A coding that was not asked for is left as it is.
     */
    static BoundedBody read(@Nullable HttpEntity entity, int most) throws IOException {
        if (entity == null) {
            return new BoundedBody(NONE, false);
        }
        if (most == 0) {
            return new BoundedBody(NONE, entity.getContentLength() != 0);
        }
        InputStream content = entity.getContent();
        if (!isGzip(entity.getContentEncoding())) {
            return read(content, most);
        }
        try (InputStream unpacked = new GzipStream(content)) {
            return read(unpacked, most);
        }
    }

    private static BoundedBody read(InputStream content, int most) throws IOException {
        byte[] bytes = content.readNBytes(most);
        return new BoundedBody(bytes, bytes.length == most && content.read() >= 0);
    }

    private static boolean isGzip(@Nullable String coding) {
        return coding != null
                && switch (coding.strip().toLowerCase(Locale.ROOT)) {
                    case "gzip", "x-gzip" -> true;
                    default -> false;
                };
    }
}
