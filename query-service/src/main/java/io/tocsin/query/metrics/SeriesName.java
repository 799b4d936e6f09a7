package io.tocsin.query.metrics;

import java.util.SortedMap;

/** A metric's name with its labels, in canonical order. */
record SeriesName(String name, SortedMap<String, String> labels) {}
