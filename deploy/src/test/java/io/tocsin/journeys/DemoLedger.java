package io.tocsin.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The account that the demo's collector keeps of its pushes. */
record DemoLedger(RunningProduct product) {

    /** Under which the product knows the demo's collector. */
    String collector() throws IOException {
        var kept = Answer.JSON.readTree(Files.readString(product.folder().resolve("demo/collector")));
        return Answer.JSON
                .readTree(kept.path("json").asString())
                .path("collectorId")
                .asString();
    }

    /** How many samples the product vouched for, by the instant that they were measured at; up to this moment. */
    Map<Instant, Long> acknowledged() throws IOException {
        var samples = new HashMap<Instant, Long>();
        for (var line : Files.readAllLines(product.folder().resolve("demo/ledger.jsonl"))) {
            // the last line may be half written
            if (line.endsWith("}")) {
                var entry = Answer.JSON.readTree(line);
                if (entry.path("fate").asString("").equals("acknowledged")) {
                    samples.put(
                            Instant.parse(entry.path("time").asString()),
                            entry.path("samples").asLong(0));
                }
            }
        }
        return samples;
    }
}
