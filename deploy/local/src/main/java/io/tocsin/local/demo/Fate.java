package io.tocsin.local.demo;

import java.time.Duration;

/** What became of a batch that was pushed. */
sealed interface Fate {

    /** The product vouches for it. */
    record Acknowledged() implements Fate {}

    /** The product does not want it: it is not stored. */
    record Refused(String reason) implements Fate {}

    /** The credentials are not good any more: it is not stored, and may be pushed again with others. */
    record Barred(String reason) implements Fate {}

    /** It may or may not be stored: to be pushed again. */
    record Unknown(String reason, Duration pause) implements Fate {}
}
