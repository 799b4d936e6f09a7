package io.tocsin.ingest.metrics;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.gzip.GzipStream;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import org.springframework.http.HttpHeaders;
import org.springframework.util.unit.DataSize;

/** Opens the body of a request: plain or gzip (RFC 1952), counted while it streams, so that a bomb ends at the limit. */
final class PushBody {
    private PushBody() {}

    /**
     * @throws ApiException 413 (here or while reading) if it is too long, 415 for an encoding other than gzip or two of
     *     them, 400 if it does not begin like gzip
     */
    static InputStream open(HttpServletRequest request, MetricsSettings settings, InFlight.Share share)
            throws IOException {
        boolean gzip = gzip(Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)));
        DataSize limit = gzip ? settings.maxCompressed() : settings.maxBody();
        if (request.getContentLengthLong() > limit.toBytes()) {
            throw tooLarge(limit);
        }
        InputStream sent = request.getInputStream();
        InputStream plain = gzip ? inflated(new CountedInput(sent, upTo(limit))) : sent;
        IntConsumer bound = upTo(settings.maxBody());
        return new CountedInput(plain, bound.andThen(share::take));
    }

    private static boolean gzip(List<String> encodings) {
        if (encodings.isEmpty()) {
            return false;
        }
        String encoding = encodings.getFirst().strip().toLowerCase(Locale.ROOT);
        if (encodings.size() > 1 || !(encoding.equals("gzip") || encoding.equals("identity"))) {
            throw new ApiException(ErrorCode.VALIDATION_004, "Content-Encoding is gzip, once, or identity");
        }
        return encoding.equals("gzip");
    }

    private static InputStream inflated(InputStream compressed) throws IOException {
        try {
            return new GzipStream(compressed);
        } catch (java.util.zip.ZipException | java.io.EOFException _) {
            throw new ApiException(ErrorCode.VALIDATION_005);
        }
    }

    private static IntConsumer upTo(DataSize limit) {
        long[] seen = {0};
        return bytes -> {
            seen[0] += bytes;
            if (seen[0] > limit.toBytes()) {
                throw tooLarge(limit);
            }
        };
    }

    private static ApiException tooLarge(DataSize limit) {
        return new ApiException(
                ErrorCode.VALIDATION_003, "The body is longer than %d bytes".formatted(limit.toBytes()));
    }
}
