package io.tocsin.local.demo;

import java.util.List;

/** A curve one character high. */
final class Sparkline {

    private static final String LEVELS = "▁▂▃▄▅▆▇█";
    private static final int WIDTH = 40;

    private Sparkline() {}

    /** The newest values, from the lowest of them at the bottom to the highest at the top. */
    static String of(List<Double> values) {
        var last = values.subList(Math.max(0, values.size() - WIDTH), values.size());
        var low = last.stream().mapToDouble(Double::doubleValue).min().orElse(0);
        var high = last.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        var line = new StringBuilder();
        for (var value : last) {
            var share = high > low ? (value - low) / (high - low) : 0;
            line.append(LEVELS.charAt((int) Math.round(share * (LEVELS.length() - 1))));
        }
        return line.toString();
    }
}
