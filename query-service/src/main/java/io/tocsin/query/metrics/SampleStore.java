package io.tocsin.query.metrics;

import io.tocsin.query.collectors.Presence;
import io.tocsin.query.servers.Sources;
import io.tocsin.query.storage.TimeTables;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Stores the samples of a batch and what follows from their coming. */
@Component
class SampleStore {
    private final SeriesDictionary dictionary;
    private final Packs packs;
    private final TimeTables tables;
    private final Sources sources;
    private final Presence presence;

    SampleStore(SeriesDictionary dictionary, Packs packs, TimeTables tables, Sources sources, Presence presence) {
        this.dictionary = dictionary;
        this.packs = packs;
        this.tables = tables;
        this.sources = sources;
        this.presence = presence;
    }

    long setId(int sourceId, int keepDays, Fingerprint fingerprint, Supplier<List<SeriesName>> series) {
        return dictionary.setId(sourceId, keepDays, fingerprint, series);
    }

    /** Makes sure that the rows have a place; before the transaction. */
    void makeRoom(Writing writing) {
        Map<Integer, List<Packs.Pack>> classes =
                writing.packs().stream().collect(Collectors.groupingBy(Packs.Pack::retentionClass));
        classes.forEach((days, rows) -> tables.ensure(
                Packs.table(days), rows.stream().map(Packs.Pack::time).toList()));
    }

    /** In the transaction of the batch. */
    void write(Writing writing) {
        if (!writing.packs().isEmpty()) {
            packs.insert(writing.packs());
        }
        if (!writing.servers().isEmpty()) {
            sources.seen(writing.servers());
        }
        if (!writing.pushes().isEmpty()) {
            presence.seen(writing.pushes());
        }
    }
}
