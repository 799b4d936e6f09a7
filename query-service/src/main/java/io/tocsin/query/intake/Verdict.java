package io.tocsin.query.intake;

/** What is to become of a record. */
public sealed interface Verdict {
    /** It is stored. */
    Verdict TAKE = new Take();

    /** It is stored. */
    record Take() implements Verdict {}

    /** It is right, but nobody wants it any more. */
    record Ignore() implements Verdict {}

    /**
     * It goes to the dead letters.
     *
     * @param reason one sentence
     */
    record Refuse(String reason) implements Verdict {}

    /**
     * What it depends on may be on its way.
     *
     * @param reason why it is refused if that never comes
     */
    record Wait(String reason) implements Verdict {}
}
