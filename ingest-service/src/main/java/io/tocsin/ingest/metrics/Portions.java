package io.tocsin.ingest.metrics;

import io.tocsin.ingest.metrics.SampleGroup.SampleRow;
import java.util.ArrayList;
import java.util.List;

/** Cuts the groups of a batch into portions that fit into a record each; an ordinary batch is one. */
final class Portions {
    /** A broker takes records of 1 MB unless told otherwise, and a character may need three bytes. */
    private static final int MOST_WEIGHT = 300_000;

    private final List<List<SampleGroup>> done = new ArrayList<>();
    private List<SampleGroup> open = new ArrayList<>();
    private int weight;

    private Portions() {}

    static List<List<SampleGroup>> of(List<SampleGroup> groups) {
        Portions portions = new Portions();
        groups.forEach(portions::add);
        portions.close();
        return portions.done;
    }

    private void add(SampleGroup group) {
        List<SampleRow> rows = group.rows();
        for (int from = 0; from < rows.size(); ) {
            int room = (MOST_WEIGHT - weight - group.seriesWeight()) / group.rowWeight();
            if (room < 1 && weight > 0) {
                close();
                continue;
            }
            int to = Math.min(rows.size(), from + Math.max(1, room));
            open.add(new SampleGroup(group.series(), rows.subList(from, to)));
            weight += group.seriesWeight() + (to - from) * group.rowWeight();
            from = to;
        }
    }

    private void close() {
        if (!open.isEmpty()) {
            done.add(open);
        }
        open = new ArrayList<>();
        weight = 0;
    }
}
