package io.tocsin.ingest.metrics;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.gzip.GzipStream;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.zip.ZipException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** Opens bodies, counted while they stream, so that a bomb ends at the limit and all of them together stay within theirs. */
@Component
public class RequestBodies {
    private static final List<String> IDENTITY = List.of("identity");

    private final MetricsSettings settings;
    private final InFlight inFlight;

    RequestBodies(MetricsSettings settings, InFlight inFlight) {
        this.settings = settings;
        this.inFlight = inFlight;
    }

    /**
     * A plain or gzip (RFC 1952) body.
     *
     * @param accountId of the sender, which does not get all the room that there is
     * @throws ApiException 413 (here or while reading) if it is too long, 408 if it arrives too slowly, 415 for an encoding
     *     other than gzip or two of them, 400 if it does not begin like gzip
     */
    public Body open(HttpServletRequest request, String accountId) throws IOException {
        boolean gzip = "gzip".equals(encoding(request, "gzip"));
        DataSize limit = gzip ? settings.maxCompressed() : settings.maxBody();
        refuseLongOnes(request, limit);
        InFlight.Share share = inFlight.share(accountId);
        try {
            InputStream sent =
                    new CountedInput(request.getInputStream(), upTo(limit).andThen(new Pace(settings)));
            InputStream plain = gzip ? inflated(sent) : sent;
            return new Body(new CountedInput(plain, upTo(settings.maxBody()).andThen(share::take)), share, longest());
        } catch (ApiException | IOException e) {
            share.close();
            throw e;
        }
    }

    /**
     * A body in an encoding that its reader takes apart itself; what it becomes is to be announced to {@link Body#grow}.
     *
     * @param accountId of the sender, which does not get all the room that there is
     * @throws ApiException 413 (here or while reading) if it is too long, 408 if it arrives too slowly, 415 for another
     *     encoding
     */
    public Body packed(HttpServletRequest request, String accountId, String encoding) throws IOException {
        if (!encoding.equals(encoding(request, encoding))) {
            throw new ApiException(ErrorCode.VALIDATION_004, "Content-Encoding is " + encoding);
        }
        DataSize limit = settings.maxCompressed();
        refuseLongOnes(request, limit);
        InFlight.Share share = inFlight.share(accountId);
        IntConsumer counter = upTo(limit).andThen(new Pace(settings)).andThen(share::take);
        return new Body(new CountedInput(request.getInputStream(), counter), share, longest());
    }

    private int longest() {
        return (int) settings.maxBody().toBytes();
    }

    private static void refuseLongOnes(HttpServletRequest request, DataSize limit) {
        if (request.getContentLengthLong() > limit.toBytes()) {
            throw tooLarge(limit.toBytes());
        }
    }

    private static String encoding(HttpServletRequest request, String wanted) {
        List<String> sent = Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING));
        List<String> encodings = sent.isEmpty() ? IDENTITY : sent;
        String encoding = encodings.getFirst().strip().toLowerCase(Locale.ROOT);
        if (encodings.size() > 1 || !(encoding.equals(wanted) || encoding.equals("identity"))) {
            throw new ApiException(ErrorCode.VALIDATION_004, "Content-Encoding is %s, once".formatted(wanted));
        }
        return encoding;
    }

    private static InputStream inflated(InputStream compressed) throws IOException {
        try {
            return new GzipStream(compressed);
        } catch (ZipException | EOFException _) {
            throw new ApiException(ErrorCode.VALIDATION_005);
        }
    }

    private static IntConsumer upTo(DataSize limit) {
        long[] seen = {0};
        return bytes -> {
            seen[0] += bytes;
            if (seen[0] > limit.toBytes()) {
                throw tooLarge(limit.toBytes());
            }
        };
    }

    static ApiException tooLarge(long limit) {
        return new ApiException(ErrorCode.VALIDATION_003, "The body is longer than %d bytes".formatted(limit));
    }
}
