package io.tocsin.local.processes;

/** Something can't be started; the message is one sentence that says what and what to do about it. */
public class LaunchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public LaunchException(String sentence) {
        super(sentence);
    }

    public LaunchException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
