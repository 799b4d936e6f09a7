package io.tocsin.ingest.metrics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects the name and the labels of a series, in whatever order they come, and holds them to the rules: names of 1 to 200
 * characters, at most 30 labels, values of at most 1024 characters, no control characters. A label without a value is the
 * same as none.
 */
public final class SeriesBuilder {
    private static final int MOST_LABELS = 30;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_VALUE = 1024;

    private String name = "";
    /** Names and values in turn, ascending by name. */
    private String[] labels = new String[16];

    private int count;
    private @Nullable String refusal;

    /** Begins another series. */
    public SeriesBuilder named(String of) {
        name = of;
        count = 0;
        refusal = null;
        return this;
    }

    /** Names the series once its labels are known. */
    public void name(String of) {
        name = of;
    }

    public SeriesBuilder label(String label, String value) {
        if (value.isEmpty() || refusal != null) {
            return this;
        }
        if (count == MOST_LABELS) {
            return refuse("labels are more than 30");
        }
        if (!good(label)) {
            return refuse("a label's name is 1 to 200 printable characters");
        }
        if (value.length() > LONGEST_VALUE || !storable(value)) {
            return refuse("a label's value has more than 1024 characters, or control characters");
        }
        int at = place(label);
        return at < 0 ? refuse("a label is named twice") : insert(at, label, value);
    }

    public boolean has(String label) {
        return place(label) < 0;
    }

    /** The same, giving way to a label that is there already. */
    public SeriesBuilder labelUnlessThere(String label, String value) {
        return has(label) ? this : label(label, value);
    }

    /** Why there can be no such series; the first reason that there was, null if there is none. */
    public @Nullable String refusal() {
        return refusal != null || good(name) ? refusal : "a name is 1 to 200 printable characters";
    }

    /** The series, unless it is refused. */
    public Series build() {
        return new Series(name, count == 0 ? Series.NO_LABELS : Arrays.copyOf(labels, 2 * count));
    }

    public SeriesBuilder refuse(String reason) {
        if (refusal == null) {
            refusal = reason;
        }
        return this;
    }

    /** Whether every store takes the text as it is: no control characters, no half of a surrogate pair. */
    public static boolean storable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                return false;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || ++i == text.length()
                        || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean good(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_NAME && storable(text);
    }

    /** Where the label belongs; negative if it is there. Most senders name labels in their order. */
    private int place(String label) {
        int at = 2 * count;
        while (at > 0) {
            int order = labels[at - 2].compareTo(label);
            if (order == 0) {
                return -1;
            }
            if (order < 0) {
                break;
            }
            at -= 2;
        }
        return at;
    }

    private SeriesBuilder insert(int at, String label, String value) {
        if (2 * count == labels.length) {
            labels = Arrays.copyOf(labels, 2 * labels.length);
        }
        System.arraycopy(labels, at, labels, at + 2, 2 * count - at);
        labels[at] = label;
        labels[at + 1] = value;
        count++;
        return this;
    }
}
