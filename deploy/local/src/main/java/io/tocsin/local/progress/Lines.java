package io.tocsin.local.progress;

import java.io.PrintStream;
import java.time.Duration;

/** One line for each event, for pipes and log files. */
final class Lines implements Progress {

    private final PrintStream out;

    Lines(PrintStream out) {
        this.out = out;
    }

    @Override
    public void begin(String part) {
        out.println(part + ": starting");
    }

    @Override
    public void ready(String part, Duration took) {
        out.println("%s: ready after %s".formatted(part, Seconds.of(took)));
    }

    @Override
    public void failed(String part) {
        out.println(part + ": failed");
    }

    @Override
    public void stopped(String part) {
        out.println(part + ": stopped");
    }

    @Override
    public void say(String sentence) {
        out.println(sentence);
    }

    @Override
    public void close() {
        out.flush();
    }
}
