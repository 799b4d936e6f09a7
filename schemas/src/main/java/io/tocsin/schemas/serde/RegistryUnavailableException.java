package io.tocsin.schemas.serde;

import org.apache.kafka.common.errors.RetriableException;

/** The schema registry did not answer, or answered that it can't now: worth repeating, never the record's fault. */
public final class RegistryUnavailableException extends RetriableException {
    private static final long serialVersionUID = 1L;

    RegistryUnavailableException(String message) {
        super(message);
    }

    RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
