package io.tocsin.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    @TempDir
    Path folder;

    @Test
    void notesEveryPushAndCountsWhatIsVouchedFor() throws Exception {
        var ledger = new Ledger(folder.resolve("ledger.jsonl"), InstantSource.fixed(NOW));
        var batch = new Batch("b1", NOW, List.of(Sample.of("load_1m", 1), Sample.of("load_5m", 2)));

        ledger.note(batch, new Fate.Unknown("no answer", Duration.ZERO));
        ledger.note(batch, new Fate.Acknowledged());

        assertThat(Files.readAllLines(folder.resolve("ledger.jsonl"))).containsExactly("""
            {"at":"2026-01-01T10:00:00Z","batch_id":"b1","time":"2026-01-01T10:00:00Z","samples":2,\
            "fate":"unknown","reason":"no answer"}\
            """, """
            {"at":"2026-01-01T10:00:00Z","batch_id":"b1","time":"2026-01-01T10:00:00Z","samples":2,\
            "fate":"acknowledged"}\
            """);
        assertThat(ledger.totals()).isEqualTo(new Ledger.Totals(1, 2, 0, 1));
    }
}
