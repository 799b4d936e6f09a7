package io.tocsin.query.intake;

/** What was polled of several partitions has to be taken one partition after the other. Nothing has happened. */
final class NotTogetherException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotTogetherException(String why) {
        super(why, null, false, false);
    }
}
