package io.tocsin.query.intake;

/** Another instance has stored records of this partition meanwhile, or this batch was stored already. */
final class FenceLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FenceLostException(String message) {
        super(message);
    }
}
