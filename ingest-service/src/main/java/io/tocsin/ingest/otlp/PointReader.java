package io.tocsin.ingest.otlp;

import io.tocsin.ingest.metrics.Refusals;
import io.tocsin.ingest.metrics.Samples;
import io.tocsin.ingest.metrics.SeriesBuilder;
import io.tocsin.ingest.protobuf.Message;

/**
 * Turns data points into samples. A number is one sample under the metric's own name; a histogram or summary becomes several,
 * named as in Prometheus: {@code _count}, {@code _sum}, {@code _bucket} with {@code le}, {@code quantile}. Each sample of a
 * point counts, and is refused, for itself; a point of more buckets than anybody needs is refused as one.
 */
final class PointReader {
    private static final String TOO_MANY_BUCKETS = "a histogram has %d buckets at most".formatted(Longs.MOST);
    private static final String TOO_MANY_QUANTILES = "a summary has %d quantiles at most".formatted(Longs.MOST / 2);

    private final Refusals refusals;
    private final SeriesBuilder series = new SeriesBuilder();
    private final Point point = new Point();
    private Attributes resource = new Attributes();
    private Samples samples = new Samples(_ -> {});
    private String scope = "";
    private String name = "";
    private boolean delta;
    private int items;

    PointReader(Refusals refusals) {
        this.refusals = refusals;
    }

    void about(Attributes identity, Samples to) {
        resource = identity;
        samples = to;
    }

    void within(String of) {
        scope = of;
    }

    void of(String metric) {
        name = metric;
    }

    int items() {
        return items;
    }

    /** NumberDataPoint. */
    void number(Message message, boolean isDelta) {
        begin(isDelta);
        double value = 0;
        for (int field = message.next(); field != 0; field = message.next()) {
            switch (field) {
                case 3 -> point.time(message);
                case 4 -> value = message.real();
                case 6 -> value = message.fixed64();
                case 7 -> point.attributes.read(message);
                case 8 -> point.flags(message);
                default -> message.skip();
            }
        }
        add("", "", "", value);
    }

    /** HistogramDataPoint: its counts are added up, as {@code le} asks for. */
    void histogram(Message message, boolean isDelta) {
        begin(isDelta);
        long count = 0;
        double sum = Double.NaN;
        double least = Double.NaN;
        double most = Double.NaN;
        Longs counts = new Longs();
        Longs bounds = new Longs();
        for (int field = message.next(); field != 0; field = message.next()) {
            switch (field) {
                case 3 -> point.time(message);
                case 4 -> count = message.fixed64();
                case 5 -> sum = message.real();
                case 6 -> counts.addFixed(message);
                case 7 -> bounds.addFixed(message);
                case 9 -> point.attributes.read(message);
                case 10 -> point.flags(message);
                case 11 -> least = message.real();
                case 12 -> most = message.real();
                default -> message.skip();
            }
        }
        if (counts.tooMany() || bounds.tooMany()) {
            refusals.add(items++, TOO_MANY_BUCKETS);
            return;
        }
        totals(count, sum, least, most);
        long below = 0;
        for (int i = 0; i < counts.size(); i++) {
            below += counts.get(i);
            boolean last = i >= bounds.size();
            add("_bucket", "le", last ? "+Inf" : text(bounds.real(i)), below);
        }
    }

    /** ExponentialHistogramDataPoint. */
    void exponential(Message message, boolean isDelta) {
        begin(isDelta);
        ExponentialBuckets buckets = new ExponentialBuckets();
        long count = 0;
        double sum = Double.NaN;
        double least = Double.NaN;
        double most = Double.NaN;
        for (int field = message.next(); field != 0; field = message.next()) {
            switch (field) {
                case 1 -> point.attributes.read(message);
                case 3 -> point.time(message);
                case 4 -> count = message.fixed64();
                case 5 -> sum = message.real();
                case 6 -> buckets.scale = (int) message.zigzag();
                case 7 -> buckets.zeros = message.fixed64();
                case 8 -> buckets.positive(message);
                case 9 -> buckets.negative(message);
                case 10 -> point.flags(message);
                case 12 -> least = message.real();
                case 13 -> most = message.real();
                case 14 -> buckets.zeroThreshold = message.real();
                default -> message.skip();
            }
        }
        if (buckets.tooMany()) {
            refusals.add(items++, TOO_MANY_BUCKETS);
            return;
        }
        totals(count, sum, least, most);
        buckets.forEach((bound, below) -> add("_bucket", "le", text(bound), below));
        add("_bucket", "le", "+Inf", count);
    }

    /** SummaryDataPoint. */
    void summary(Message message) {
        begin(false);
        long count = 0;
        double sum = 0;
        Longs quantiles = new Longs();
        Message quantile = new Message();
        for (int field = message.next(); field != 0; field = message.next()) {
            switch (field) {
                case 3 -> point.time(message);
                case 4 -> count = message.fixed64();
                case 5 -> sum = message.real();
                case 6 -> quantile(quantiles, quantile.in(message));
                case 7 -> point.attributes.read(message);
                case 8 -> point.flags(message);
                default -> message.skip();
            }
        }
        if (quantiles.tooMany()) {
            refusals.add(items++, TOO_MANY_QUANTILES);
            return;
        }
        totals(count, sum, Double.NaN, Double.NaN);
        for (int i = 0; i < quantiles.size(); i += 2) {
            add("", "quantile", text(quantiles.real(i)), quantiles.real(i + 1));
        }
    }

    private static void quantile(Longs to, Message message) {
        long quantile = 0;
        long value = 0;
        for (int field = message.next(); field != 0; field = message.next()) {
            switch (field) {
                case 1 -> quantile = message.fixed64();
                case 2 -> value = message.fixed64();
                default -> message.skip();
            }
        }
        to.add(quantile);
        to.add(value);
    }

    private void begin(boolean isDelta) {
        point.clear();
        delta = isDelta;
    }

    /** What was not sent is NaN, and is left out. */
    private void totals(long count, double sum, double least, double most) {
        add("_count", "", "", count);
        if (!Double.isNaN(sum)) {
            add("_sum", "", "", sum);
        }
        if (!Double.isNaN(least)) {
            add("_min", "", "", least);
        }
        if (!Double.isNaN(most)) {
            add("_max", "", "", most);
        }
    }

    private void add(String suffix, String label, String labelled, double value) {
        series.named(suffix.isEmpty() ? name : name + suffix);
        if (!label.isEmpty()) {
            series.label(label, labelled);
        }
        if (delta) {
            series.label("otel.temporality", "delta");
        }
        point.attributes.addBehind(series);
        resource.addBehind(series);
        series.labelUnlessThere("otel.scope.name", scope);
        String refusal = series.refusal();
        int item = items++;
        if (refusal == null) {
            samples.add(item, series.build(), point.millis(), point.settled(value));
        } else {
            refusals.add(item, refusal);
        }
    }

    /** As Prometheus writes bounds: no trailing {@code .0}. */
    private static String text(double bound) {
        if (Double.isInfinite(bound)) {
            return bound > 0 ? "+Inf" : "-Inf";
        }
        return bound == Math.rint(bound) && Math.abs(bound) < 1e15
                ? Long.toString((long) bound)
                : Double.toString(bound);
    }
}
