package io.tocsin.ingest.probes;

/** An expression takes longer to search an answer than anybody's expression may. */
final class TooSlowException extends RuntimeException {
    TooSlowException() {
        super("The regular expression takes too long on this answer", null, false, false);
    }
}
