package io.tocsin.schemas.serde;

import org.apache.kafka.common.errors.SerializationException;

/** The schema registry answered no: an unknown schema or subject, or one that breaks compatibility. */
public final class RegistryRefusedException extends SerializationException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RegistryRefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The HTTP status of the refusal: 404 unknown, 409 incompatible, 422 invalid. */
    public int status() {
        return status;
    }
}
