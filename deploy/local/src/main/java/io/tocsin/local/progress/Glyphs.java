package io.tocsin.local.progress;

import java.nio.charset.Charset;

/** Signs that the terminal's character set has. */
record Glyphs(String good, String bad, String frames) {

    private static final Glyphs RICH = new Glyphs("✓", "✗", "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏");
    private static final Glyphs PLAIN = new Glyphs("+", "!", "|/-\\");

    static Glyphs of(Charset charset) {
        return charset.newEncoder().canEncode(RICH.good + RICH.bad + RICH.frames) ? RICH : PLAIN;
    }

    char spinner(int frame) {
        return frames.charAt(frame % frames.length());
    }
}
