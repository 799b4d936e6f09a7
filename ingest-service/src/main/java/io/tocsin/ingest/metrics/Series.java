package io.tocsin.ingest.metrics;

import java.util.Arrays;

/** A name and its labels, in canonical order: that of their names. */
public final class Series implements Comparable<Series> {
    static final String[] NO_LABELS = {};

    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    private final String name;
    private final String[] labels;
    private final int hash;

    /** @param labels names and values in turn, ascending by name, each name once */
    Series(String name, String[] labels) {
        this.name = name;
        this.labels = labels;
        this.hash = 31 * name.hashCode() + Arrays.hashCode(labels);
    }

    String name() {
        return name;
    }

    int labelCount() {
        return labels.length / 2;
    }

    String labelName(int i) {
        return labels[2 * i];
    }

    String labelValue(int i) {
        return labels[2 * i + 1];
    }

    /** 64 bits that hardly any two series of an account share. */
    long fingerprint(long seed) {
        long print = mixed(seed, name);
        for (String part : labels) {
            print = mixed(print, part);
        }
        return print;
    }

    /** The text's own hash is remembered by the text; its length and ends tell apart what shares it. */
    private static long mixed(long print, String text) {
        long value = (long) text.hashCode() << 32 ^ text.length();
        if (!text.isEmpty()) {
            value ^= (long) text.charAt(0) << 16 ^ (long) text.charAt(text.length() - 1) << 8;
        }
        long product = (print ^ value) * SPREAD;
        return product ^ product >>> 29;
    }

    /** Characters that it is written with, and a little for what holds them together. */
    int weight() {
        int weight = name.length() + 10;
        for (String part : labels) {
            weight += part.length() + 5;
        }
        return weight;
    }

    @Override
    public int compareTo(Series other) {
        int order = name.compareTo(other.name);
        return order != 0 ? order : Arrays.compare(labels, other.labels);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Series that
                && hash == that.hash
                && name.equals(that.name)
                && Arrays.equals(labels, that.labels);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return name + Arrays.toString(labels);
    }
}
