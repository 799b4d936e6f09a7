package io.tocsin.ingest.remotewrite;

import io.tocsin.ingest.metrics.Delivery;
import io.tocsin.ingest.metrics.Origin;
import io.tocsin.ingest.metrics.Parcels;
import io.tocsin.ingest.metrics.Refusals;
import io.tocsin.ingest.metrics.Samples;
import io.tocsin.ingest.metrics.Series;
import io.tocsin.ingest.metrics.SeriesBuilder;
import io.tocsin.ingest.protobuf.Message;
import java.util.function.IntConsumer;

/**
 * Reads {@code prometheus.WriteRequest} of remote_write 1.0 (prometheus/prompb/remote.proto, types.proto): series with labels
 * and samples. Metadata and exemplars are passed over; native histograms are refused.
 */
final class WriteRequest {
    private static final int TIME_SERIES = 1;
    private static final int LABEL = 1;
    private static final int SAMPLE = 2;
    private static final int HISTOGRAM = 4;

    private final Parcels parcels;
    private final Refusals refusals = new Refusals();
    private final SeriesBuilder series = new SeriesBuilder();
    private final Message timeSeries = new Message();
    private final Message part = new Message();
    private final String otherwise;
    private String instance = "";
    private int items;

    private WriteRequest(String otherwise, IntConsumer room) {
        this.otherwise = otherwise;
        this.parcels = new Parcels(room);
    }

    /**
     * @param room as for {@link Parcels}
     * @throws io.tocsin.platform.errors.ApiException METRICS_005 if it is no such message, VALIDATION_003 if it holds too much
     */
    static Delivery read(byte[] body, Origin origin, IntConsumer room) {
        return new WriteRequest(origin.instance(), room).read(body);
    }

    private Delivery read(byte[] body) {
        Message request = new Message().over(body);
        for (int field = request.next(); field != 0; field = request.next()) {
            if (field == TIME_SERIES) {
                timeSeries.in(request);
                int end = request.position();
                int begin = timeSeries.position();
                labels();
                samples(body, begin, end);
            } else {
                request.skip();
            }
        }
        return new Delivery("remote_write", null, parcels.all(), refusals, items, null);
    }

    private void labels() {
        series.named("");
        instance = otherwise;
        for (int field = timeSeries.next(); field != 0; field = timeSeries.next()) {
            if (field == LABEL) {
                label(part.in(timeSeries));
            } else {
                timeSeries.skip();
            }
        }
    }

    private void label(Message label) {
        String name = "";
        String value = "";
        for (int field = label.next(); field != 0; field = label.next()) {
            switch (field) {
                case 1 -> name = label.text();
                case 2 -> value = label.text();
                default -> label.skip();
            }
        }
        if (name.equals("__name__")) {
            series.name(value);
            return;
        }
        if (name.equals("instance")) {
            instance = value;
        }
        series.label(name, value);
    }

    private void samples(byte[] body, int begin, int end) {
        timeSeries.over(body, begin, end);
        String refusal = series.refusal();
        Samples samples = null;
        Series built = null;
        for (int field = timeSeries.next(); field != 0; field = timeSeries.next()) {
            if (field == HISTOGRAM) {
                timeSeries.skip();
                refusals.add(items++, "native histograms are not taken");
            } else if (field != SAMPLE) {
                timeSeries.skip();
            } else if (refusal != null) {
                timeSeries.skip();
                refusals.add(items++, refusal);
            } else {
                if (samples == null || built == null) {
                    samples = parcels.of(instance, otherwise);
                    built = series.build();
                }
                sample(part.in(timeSeries), samples, built);
            }
        }
    }

    private void sample(Message sample, Samples samples, Series of) {
        double value = 0;
        long time = 0;
        for (int field = sample.next(); field != 0; field = sample.next()) {
            switch (field) {
                case 1 -> value = sample.real();
                case 2 -> time = sample.varint();
                default -> sample.skip();
            }
        }
        samples.add(items++, of, time, value);
    }
}
