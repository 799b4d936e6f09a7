package io.tocsin.local.progress;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Writes everything into the launcher's log too, with the time. */
final class Journal implements Progress {

    private final PrintStream file;
    private final Progress shown;
    private final InstantSource clock;

    Journal(Path log, Progress shown, InstantSource clock) throws IOException {
        this.file = new PrintStream(
                Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
                true,
                StandardCharsets.UTF_8);
        this.shown = shown;
        this.clock = clock;
    }

    @Override
    public void begin(String part) {
        note(part + ": starting");
        shown.begin(part);
    }

    @Override
    public void ready(String part, Duration took) {
        note("%s: ready after %s".formatted(part, Seconds.of(took)));
        shown.ready(part, took);
    }

    @Override
    public void failed(String part) {
        note(part + ": failed");
        shown.failed(part);
    }

    @Override
    public void stopped(String part) {
        note(part + ": stopped");
        shown.stopped(part);
    }

    @Override
    public void say(String sentence) {
        note(sentence);
        shown.say(sentence);
    }

    @Override
    public void close() {
        shown.close();
        file.close();
    }

    private void note(String line) {
        file.println(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + line);
    }
}
