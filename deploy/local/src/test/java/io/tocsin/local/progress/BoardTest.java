package io.tocsin.local.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void aLineIsDrawnAgainInItsPlace() {
        try (var board = new Board(out(StandardCharsets.UTF_8))) {
            board.begin("kafka");
            board.ready("kafka", Duration.ofMillis(3140));
        }

        assertThat(text()).contains("\u001b[1F\u001b[0J").endsWith("  kafka      ✓ ready after 3.1 s\n");
    }

    @Test
    void whatFollowsAFinishedBoardIsPrintedBelowIt() {
        try (var board = new Board(out(StandardCharsets.UTF_8))) {
            board.begin("kafka");
            board.ready("kafka", Duration.ZERO);
            board.say("Tocsin is up.");
        }

        assertThat(text()).endsWith("✓ ready after 0.0 s\nTocsin is up.\n");
    }

    @Test
    void aPoorTerminalGetsPlainSigns() {
        try (var board = new Board(out(StandardCharsets.US_ASCII))) {
            board.begin("kafka");
            board.failed("kafka");
        }

        assertThat(text()).contains("! failed").doesNotContain("?");
    }

    @Test
    void withoutATerminalEveryEventIsALine() {
        try (var lines = new Lines(out(StandardCharsets.UTF_8))) {
            lines.begin("kafka");
            lines.ready("kafka", Duration.ofMillis(3140));
            lines.stopped("kafka");
        }

        assertThat(text()).isEqualTo("kafka: starting\nkafka: ready after 3.1 s\nkafka: stopped\n");
    }

    @Test
    void theLogHasTheTimeOfEverything(@TempDir Path folder) throws Exception {
        var log = folder.resolve("launcher.log");
        var clock = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));

        try (var journal = new Journal(log, new Lines(out(StandardCharsets.UTF_8)), clock)) {
            journal.begin("kafka");
            journal.failed("kafka");
        }

        assertThat(Files.readAllLines(log))
                .containsExactly("2026-03-01T12:00:00Z kafka: starting", "2026-03-01T12:00:00Z kafka: failed");
        assertThat(text()).isEqualTo("kafka: starting\nkafka: failed\n");
    }

    private PrintStream out(Charset charset) {
        return new PrintStream(bytes, true, charset);
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
