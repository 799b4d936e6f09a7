package io.tocsin.local.demo;

import java.util.Map;

/** One figure that was measured. */
record Sample(String name, Map<String, String> labels, double value) {

    static Sample of(String name, double value) {
        return new Sample(name, Map.of(), value);
    }
}
