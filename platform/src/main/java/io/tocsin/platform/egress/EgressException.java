package io.tocsin.platform.egress;

import java.io.IOException;

/** Carries a failure up to where it becomes a value; its message is the failure's sentence. */
public final class EgressException extends IOException {
    private final transient EgressFailure failure;

    EgressException(EgressFailure failure) {
        super(failure.sentence());
        this.failure = failure;
    }

    EgressException(EgressFailure failure, Exception cause) {
        super(failure.sentence(), cause);
        this.failure = failure;
    }

    public EgressFailure failure() {
        return failure;
    }
}
