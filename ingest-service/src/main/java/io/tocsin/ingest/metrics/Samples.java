package io.tocsin.ingest.metrics;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The samples of one batch as columns: no object for each, however they came in. */
final class Samples {
    private final Map<Series, Integer> places = new HashMap<>();
    private Series[] series = new Series[64];
    private int[] which = new int[64];
    private int[] item = new int[64];
    private long[] time = new long[64];
    private double[] value = new double[64];
    private int size;

    /**
     * @param at its place in the batch as it was sent
     * @param millis since the epoch
     */
    void add(int at, Series of, long millis, double measured) {
        if (size == which.length) {
            grow();
        }
        which[size] = place(of);
        item[size] = at;
        time[size] = millis;
        value[size] = measured;
        size++;
    }

    int size() {
        return size;
    }

    int seriesCount() {
        return places.size();
    }

    Series series(int place) {
        return series[place];
    }

    int which(int sample) {
        return which[sample];
    }

    int item(int sample) {
        return item[sample];
    }

    long time(int sample) {
        return time[sample];
    }

    double value(int sample) {
        return value[sample];
    }

    /** Gives a time to those that came without one, and takes those out that are not within the window. */
    void settle(long without, long otherwise, TimeWindow window, Refusals refusals) {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            long millis = time[i] == without ? otherwise : time[i];
            String refusal = window.refusal(millis);
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
