package io.tocsin.local.demo;

import java.time.Duration;

/** Nobody answered, or the answer asked for patience; whether the request had an effect is not known. */
final class UnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration pause;

    /** @param pause how long to wait before the same is tried again */
    UnavailableException(String message, Duration pause) {
        super(message);
        this.pause = pause;
    }

    Duration pause() {
        return pause;
    }
}
