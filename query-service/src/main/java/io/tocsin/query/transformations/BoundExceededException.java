package io.tocsin.query.transformations;

/** An evaluation took more than it may; its message is for the customer. */
final class BoundExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BoundExceededException(String message) {
        super(message);
    }
}
