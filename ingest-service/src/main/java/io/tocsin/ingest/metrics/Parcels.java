package io.tocsin.ingest.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/** Sorts the samples of a delivery by the server that they are about. */
public final class Parcels {
    private static final int LONGEST_INSTANCE = 253;

    private final Tally tally;
    private final Map<String, Samples> byInstance = new HashMap<>();
    private final List<Parcel> parcels = new ArrayList<>();

    /** @param room as for {@link Samples} */
    public Parcels(IntConsumer room) {
        this.tally = new Tally(room);
    }

    /** Where the samples of the server go; one that can't be called so is the sender's own. */
    public Samples of(String instance, String otherwise) {
        String server = instance.isBlank() || instance.length() > LONGEST_INSTANCE || !SeriesBuilder.storable(instance)
                ? otherwise
                : instance;
        Samples known = byInstance.get(server);
        if (known == null) {
            tally.addServer();
            known = new Samples(tally);
            byInstance.put(server, known);
            parcels.add(new Parcel(server, null, known));
        }
        return known;
    }

    public List<Parcel> all() {
        return parcels;
    }
}
