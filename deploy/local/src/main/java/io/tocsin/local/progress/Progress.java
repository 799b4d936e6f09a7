package io.tocsin.local.progress;

import java.time.Duration;

/** Takes what happens to the parts, from several threads at once. */
public interface Progress extends AutoCloseable {

    /** Work on a part begins. */
    void begin(String part);

    /** A part does its duty, or a preparation is done. */
    void ready(String part, Duration took);

    /** A part could not be started; why is said elsewhere. */
    void failed(String part);

    /** A part has ended because it was to. */
    void stopped(String part);

    /** A sentence for the user. */
    void say(String sentence);

    @Override
    void close();
}
