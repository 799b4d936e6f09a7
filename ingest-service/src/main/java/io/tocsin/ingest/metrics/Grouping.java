package io.tocsin.ingest.metrics;

import io.tocsin.ingest.metrics.SampleGroup.SampleRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Turns samples into the groups that storage keeps: for each instant the series that are present, in canonical order, cut
 * into groups of 64 at most; instants with the same series share a group. Where one series has two samples of one instant, the
 * first stays and the other is refused.
 */
final class Grouping {
    private static final int MOST_SERIES = 64;
    /** Keeps a group well below the largest record that a broker takes, though a character may need three bytes. */
    private static final int MOST_WEIGHT = 150_000;

    private record Key(int hash, int[] ranks) {
        Key(int[] ranks) {
            this(Arrays.hashCode(ranks), ranks);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && hash == that.hash && Arrays.equals(ranks, that.ranks);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    private final Samples samples;
    private final Refusals refusals;
    private final Cut cut;
    private final Series[] canonical;
    private final int[] rankOf;
    private final Map<Key, SampleGroup> groups = new LinkedHashMap<>();

    private Grouping(Samples samples, Refusals refusals, Cut cut) {
        this.samples = samples;
        this.refusals = refusals;
        this.cut = cut;
        this.canonical = new Series[samples.seriesCount()];
        this.rankOf = new int[canonical.length];
    }

    static List<SampleGroup> of(Samples samples, Refusals refusals, Cut cut) {
        return new Grouping(samples, refusals, cut).group();
    }

    private List<SampleGroup> group() {
        rank();
        int[] order = order();
        for (int begin = 0; begin < order.length; ) {
            long time = samples.time(order[begin]);
            int end = begin;
            while (end < order.length && samples.time(order[end]) == time) {
                end++;
            }
            addInstant(time, order, begin, end);
            begin = end;
        }
        return List.copyOf(groups.values());
    }

    private void rank() {
        if (inOrder()) {
            for (int place = 0; place < canonical.length; place++) {
                canonical[place] = samples.series(place);
                rankOf[place] = place;
            }
            return;
        }
        Integer[] places = IntStream.range(0, canonical.length).boxed().toArray(Integer[]::new);
        Arrays.sort(places, (a, b) -> samples.series(a).compareTo(samples.series(b)));
        for (int rank = 0; rank < places.length; rank++) {
            canonical[rank] = samples.series(places[rank]);
            rankOf[places[rank]] = rank;
        }
    }

    private boolean inOrder() {
        for (int place = 1; place < canonical.length; place++) {
            if (samples.series(place - 1).compareTo(samples.series(place)) > 0) {
                return false;
            }
        }
        return true;
    }

    /** The samples by time, then rank, then arrival: counted into place twice, each time keeping the order that there is. */
    private int[] order() {
        int size = samples.size();
        long[] times = new long[size];
        int[] arrival = new int[size];
        int[] ranks = new int[size];
        for (int i = 0; i < size; i++) {
            times[i] = samples.time(i);
            arrival[i] = i;
            ranks[i] = rankOf[samples.which(i)];
        }
        int[] byRank = counted(arrival, ranks, canonical.length);
        int instants = distinct(times);
        int[] instantOf = new int[size];
        for (int i = 0; i < size; i++) {
            instantOf[i] = Arrays.binarySearch(times, 0, instants, samples.time(i));
        }
        return counted(byRank, instantOf, instants);
    }

    /** Sorts by a small number that each sample has. */
    private static int[] counted(int[] order, int[] key, int keys) {
        int[] end = new int[keys + 1];
        for (int i : order) {
            end[key[i] + 1]++;
        }
        for (int i = 1; i <= keys; i++) {
            end[i] += end[i - 1];
        }
        int[] sorted = new int[order.length];
        for (int i : order) {
            sorted[end[key[i]]++] = i;
        }
        return sorted;
    }

    /** @return how many there are; they stand at the beginning then, ascending */
    private static int distinct(long[] times) {
        Arrays.sort(times);
        int count = 0;
        for (long time : times) {
            if (count == 0 || times[count - 1] != time) {
                times[count++] = time;
            }
        }
        return count;
    }

    private void addInstant(long time, int[] order, int begin, int end) {
        int[] ranks = new int[end - begin];
        double[] values = new double[end - begin];
        int size = 0;
        for (int i = begin; i < end; i++) {
            int rank = rankOf[samples.which(order[i])];
            if (size > 0 && ranks[size - 1] == rank) {
                refusals.add(samples.item(order[i]), "the batch holds another value of this series at this time");
                continue;
            }
            ranks[size] = rank;
            values[size++] = samples.value(order[i]);
        }
        for (int from = 0; from < size; ) {
            int to = end(ranks, from, size);
            addRow(Arrays.copyOfRange(ranks, from, to), new SampleRow(time, Arrays.copyOfRange(values, from, to)));
            from = to;
        }
    }

    private int end(int[] ranks, int from, int size) {
        int weight = 0;
        int to = from;
        while (to < size && to - from < MOST_SERIES) {
            weight += canonical[ranks[to]].weight();
            if (to > from && (weight > MOST_WEIGHT || cut.before(canonical[ranks[to]], canonical[ranks[to - 1]]))) {
                break;
            }
            to++;
        }
        return to;
    }

    private void addRow(int[] ranks, SampleRow row) {
        groups.computeIfAbsent(
                        new Key(ranks),
                        key -> new SampleGroup(
                                Arrays.stream(key.ranks())
                                        .mapToObj(rank -> canonical[rank])
                                        .toList(),
                                new ArrayList<>()))
                .rows()
                .add(row);
    }
}
