package io.tocsin.ingest.probes;

import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells what this machine lacks from what is wrong with a target: EMFILE, ENFILE, ENOBUFS, ENOMEM and EADDRNOTAVAIL of
 * connect(2). Neither the JDK nor Netty gives the number away, but both quote strerror(3).
 */
final class Exhaustion {
    private static final String[] WORDS = {
        "too many open files", "no buffer space", "cannot allocate memory", "cannot assign requested address"
    };

    private Exhaustion() {}

    static boolean isBehind(@Nullable Throwable problem) {
        return Stream.iterate(problem, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .anyMatch(Exhaustion::isOne);
    }

    private static boolean isOne(Throwable problem) {
        String message = problem.getMessage();
        return message != null && Stream.of(WORDS).anyMatch(message.toLowerCase(Locale.ROOT)::contains);
    }
}
