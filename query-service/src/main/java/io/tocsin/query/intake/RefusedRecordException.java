package io.tocsin.query.intake;

/** A record that can never be stored, found out while it is got ready or stored. */
public final class RefusedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RefusedRecordException(String reason) {
        super(reason);
    }
}
