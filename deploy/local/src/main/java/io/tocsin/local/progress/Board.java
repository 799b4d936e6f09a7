package io.tocsin.local.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A line for each part on a terminal, redrawn in place while parts are under way. */
final class Board implements Progress {

    private static final Duration REDRAWN_EVERY = Duration.ofMillis(120);
    private static final String UP_AND_CLEAR = "\u001b[%dF\u001b[0J";

    private sealed interface State {}

    private record Starting(long since) implements State {}

    private record Done(String word) implements State {}

    private final PrintStream out;
    private final Glyphs glyphs;
    private final Map<String, State> states = new LinkedHashMap<>();
    private final Thread painter;
    private int frame;
    private int drawn;

    Board(PrintStream out) {
        this.out = out;
        this.glyphs = Glyphs.of(out.charset());
        this.painter = Thread.ofVirtual().name("board").start(this::animate);
    }

    @Override
    public synchronized void begin(String part) {
        states.put(part, new Starting(System.nanoTime()));
        redraw();
    }

    @Override
    public synchronized void ready(String part, Duration took) {
        end(part, "%s ready after %s".formatted(glyphs.good(), Seconds.of(took)));
    }

    @Override
    public synchronized void failed(String part) {
        end(part, glyphs.bad() + " failed");
    }

    @Override
    public synchronized void stopped(String part) {
        end(part, glyphs.good() + " stopped");
    }

    @Override
    public synchronized void say(String sentence) {
        erase();
        out.println(sentence);
        redraw();
    }

    @Override
    public void close() {
        painter.interrupt();
        out.flush();
    }

    private void end(String part, String word) {
        states.put(part, new Done(word));
        redraw();
        if (states.values().stream().allMatch(Done.class::isInstance)) {
            // what follows is printed below these lines, which stay
            states.clear();
            drawn = 0;
        }
    }

    private void animate() {
        try {
            while (true) {
                Thread.sleep(REDRAWN_EVERY);
                synchronized (this) {
                    frame++;
                    redraw();
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void redraw() {
        if (states.isEmpty()) {
            return;
        }
        erase();
        states.forEach((part, state) -> out.println("  %-10s %s".formatted(part, words(state))));
        drawn = states.size();
        out.flush();
    }

    private void erase() {
        if (drawn > 0) {
            out.print(UP_AND_CLEAR.formatted(drawn));
            drawn = 0;
        }
    }

    private String words(State state) {
        return switch (state) {
            case Starting starting ->
                "%s %s"
                        .formatted(
                                glyphs.spinner(frame),
                                Seconds.of(Duration.ofNanos(System.nanoTime() - starting.since())));
            case Done done -> done.word();
        };
    }
}
