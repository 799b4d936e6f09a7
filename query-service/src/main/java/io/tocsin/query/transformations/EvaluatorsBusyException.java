package io.tocsin.query.transformations;

/** There was no time for an evaluation, which says nothing of its expression; it may be tried again in a while. */
public final class EvaluatorsBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EvaluatorsBusyException() {
        super("Too much is being transformed");
    }
}
