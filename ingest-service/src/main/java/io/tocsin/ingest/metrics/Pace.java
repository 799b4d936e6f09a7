package io.tocsin.ingest.metrics;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.util.function.IntConsumer;

/** Ends the reading of a body that arrives too slowly, for what was read of it takes room meanwhile. */
final class Pace implements IntConsumer {
    private static final double NANOS_IN_A_SECOND = 1e9;

    private final MetricsSettings settings;
    private final long began = System.nanoTime();
    private long count;

    Pace(MetricsSettings settings) {
        this.settings = settings;
    }

    /** @throws ApiException VALIDATION_009 if that is too little for the time that has passed */
    @Override
    public void accept(int bytes) {
        count += bytes;
        long passed = System.nanoTime() - began;
        double counted = (passed - settings.grace().toNanos()) / NANOS_IN_A_SECOND;
        if (count < counted * settings.minRate().toBytes()
                || passed > settings.maxDuration().toNanos()) {
            throw new ApiException(ErrorCode.VALIDATION_009);
        }
    }
}
