package io.tocsin.local.processes;

import java.nio.file.Path;

/** The Java that this process runs on, for the children that need one too. */
public final class Jvm {

    private Jvm() {}

    /** Absolute path of its {@code java} command. */
    public static String command() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
