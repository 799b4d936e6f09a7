package io.tocsin.query.intake;

/** Going on would lose or mix up records: somebody must decide. */
final class ForeignTopicException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ForeignTopicException(String message) {
        super(message);
    }
}
