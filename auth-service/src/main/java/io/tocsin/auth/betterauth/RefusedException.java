package io.tocsin.auth.betterauth;

/** An answer other than success, in better-auth's words. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;
    private final String explanation;

    RefusedException(Refusal refusal, String explanation) {
        super(explanation, null, false, false);
        this.refusal = refusal;
        this.explanation = explanation;
    }

    Refusal refusal() {
        return refusal;
    }

    String explanation() {
        return explanation;
    }
}
