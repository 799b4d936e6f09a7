package io.tocsin.local.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.LinkedHashMap;

/**
 * The sender's own account of what it pushed, one JSON object a line and push, so that what the product stored can be
 * held against it. The last line of a batch counts.
 */
final class Ledger {

    private final Path file;
    private final InstantSource clock;
    private volatile Totals totals = new Totals(0, 0, 0, 0);

    /** @param repeated pushes that had to be made again */
    record Totals(long batches, long samples, long refused, long repeated) {}

    Ledger(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /** Since the start. */
    Totals totals() {
        return totals;
    }

    void note(Batch batch, Fate fate) {
        var line = new LinkedHashMap<String, Object>();
        line.put("at", clock.instant().toString());
        line.put("batch_id", batch.id());
        line.put("time", batch.time().toString());
        line.put("samples", batch.samples().size());
        var now = totals;
        switch (fate) {
            case Fate.Acknowledged _ -> {
                line.put("fate", "acknowledged");
                totals = new Totals(
                        now.batches + 1, now.samples + batch.samples().size(), now.refused, now.repeated);
            }
            case Fate.Refused refused -> {
                line.put("fate", "refused");
                line.put("reason", refused.reason());
                totals = new Totals(now.batches, now.samples, now.refused + 1, now.repeated);
            }
            case Fate.Barred barred -> {
                line.put("fate", "barred");
                line.put("reason", barred.reason());
                totals = new Totals(now.batches, now.samples, now.refused, now.repeated + 1);
            }
            case Fate.Unknown unknown -> {
                line.put("fate", "unknown");
                line.put("reason", unknown.reason());
                totals = new Totals(now.batches, now.samples, now.refused, now.repeated + 1);
            }
        }
        append(Answers.JSON.writeValueAsString(line) + "\n");
    }

    private void append(String line) {
        try {
            Files.write(
                    file, line.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
