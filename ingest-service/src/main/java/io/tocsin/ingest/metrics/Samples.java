package io.tocsin.ingest.metrics;

import io.tocsin.platform.errors.ApiException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/** The samples of one batch as columns: no object for each, however they came in. */
public final class Samples {
    /** Stands for the time of a sample that names none. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final int FIRST = 16;

    private final Tally tally;
    private final Map<Series, Integer> places = new HashMap<>();
    private Series[] series = new Series[FIRST];
    private int[] which = new int[FIRST];
    private int[] item = new int[FIRST];
    private long[] time = new long[FIRST];
    private double[] value = new double[FIRST];
    private int size;

    /**
     * All samples of a request.
     *
     * @param room is told how many bytes more they need, before they take them; {@link Body#weigh}
     */
    public Samples(IntConsumer room) {
        this(new Tally(room));
    }

    /** Some samples of a request. */
    Samples(Tally tally) {
        this.tally = tally;
    }

    /**
     * @param at its place in the batch as it was sent
     * @param millis since the epoch
     * @throws ApiException VALIDATION_003 if the request has too many
     */
    public void add(int at, Series of, long millis, double measured) {
        tally.addSample();
        if (size == which.length) {
            grow();
        }
        which[size] = place(of);
        item[size] = at;
        time[size] = millis;
        value[size] = measured;
        size++;
    }

    public int size() {
        return size;
    }

    public int seriesCount() {
        return places.size();
    }

    public Series series(int place) {
        return series[place];
    }

    public int which(int sample) {
        return which[sample];
    }

    int item(int sample) {
        return item[sample];
    }

    public long time(int sample) {
        return time[sample];
    }

    public double value(int sample) {
        return value[sample];
    }

    /** Fingerprints of the series, by their places. */
    long[] fingerprints(long seed) {
        long[] prints = new long[seriesCount()];
        for (int i = 0; i < prints.length; i++) {
            prints[i] = series[i].fingerprint(seed);
        }
        return prints;
    }

    /**
     * Gives a time to those that came without one, and takes those out that are not within the window, or whose series is
     * not admitted.
     */
    void settle(long otherwise, TimeWindow window, boolean[] admitted, Refusals refusals) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            long millis = time[i] == NO_TIME ? otherwise : time[i];
            String refusal = admitted[which[i]] ? window.refusal(millis) : "the plan allows no more active series";
            if (refusal != null) {
                refusals.add(item[i], refusal);
                continue;
            }
            which[kept] = which[i];
            item[kept] = item[i];
            time[kept] = millis;
            value[kept] = value[i];
            kept++;
        }
        size = kept;
    }

    private int place(Series wanted) {
        Integer known = places.get(wanted);
        if (known != null) {
            return known;
        }
        tally.addSeries(wanted);
        int next = places.size();
        if (next == series.length) {
            series = Arrays.copyOf(series, 2 * next);
        }
        series[next] = wanted;
        places.put(wanted, next);
        return next;
    }

    private void grow() {
        which = Arrays.copyOf(which, 2 * size);
        item = Arrays.copyOf(item, 2 * size);
        time = Arrays.copyOf(time, 2 * size);
        value = Arrays.copyOf(value, 2 * size);
    }
}
