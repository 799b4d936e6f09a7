package io.tocsin.platform.settings;

/** A setting that stops the start; the message says which one and what it should be, never its value if secret. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
