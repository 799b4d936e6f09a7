package io.tocsin.ingest.metrics;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.util.function.IntConsumer;

/** What one request becomes in memory, counted over all servers that it is about: a few bytes can stand for very many. */
final class Tally {
    /** More than any sender has a reason to send at once; each takes some forty bytes. */
    private static final int MOST_SAMPLES = 100_000;
    /** The objects of a series, beside its characters. */
    private static final int SERIES_BYTES = 150;
    /** The columns of a server's samples, while they are few. */
    private static final int SERVER_BYTES = 1000;

    private final IntConsumer room;
    private int samples;

    /** @param room is told how many bytes more are needed, and may throw */
    Tally(IntConsumer room) {
        this.room = room;
    }

    /** @throws ApiException VALIDATION_003 if the request has too many */
    void addSample() {
        if (++samples > MOST_SAMPLES) {
            throw new ApiException(
                    ErrorCode.VALIDATION_003, "A request holds %d samples at most".formatted(MOST_SAMPLES));
        }
    }

    void addSeries(Series series) {
        room.accept(SERIES_BYTES + series.weight());
    }

    void addServer() {
        room.accept(SERVER_BYTES);
    }
}
