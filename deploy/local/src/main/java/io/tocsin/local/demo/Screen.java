package io.tocsin.local.demo;

import java.io.PrintStream;
import java.util.List;

/** Draws each picture over the last one. */
final class Screen implements View {

    private static final String UP_AND_CLEAR = "\u001b[%dF\u001b[0J";
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";

    private final PrintStream out;
    private final Feed feed;
    private int drawn;

    Screen(PrintStream out, Feed feed) {
        this.out = out;
        this.feed = feed;
        feed.drawing(true);
        out.print(HIDE_CURSOR);
    }

    @Override
    public void show(Picture picture) {
        draw(Layout.of(picture));
    }

    @Override
    public void close() {
        out.print(SHOW_CURSOR);
        out.flush();
        feed.drawing(false);
    }

    private void draw(List<String> lines) {
        var text = new StringBuilder();
        if (drawn > 0) {
            text.append(UP_AND_CLEAR.formatted(drawn));
        }
        lines.forEach(line -> text.append(line).append(System.lineSeparator()));
        drawn = lines.size();
        out.print(text);
        out.flush();
    }
}
