package io.tocsin.local.processes;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs children in a session of their own. Otherwise Ctrl-C on the terminal would reach all of them at once, and the
 * database would be gone before those who write to it.
 */
public final class OwnSession {

    private static final List<String> PREFIX = find();

    private OwnSession() {}

    /** The command, or the very same one where the system has no means for it. */
    public static List<String> of(List<String> command) {
        return Stream.concat(PREFIX.stream(), command.stream()).toList();
    }

    private static List<String> find() {
        if (onPath("setsid")) {
            return List.of("setsid");
        }
        if (onPath("perl")) {
            return List.of("perl", "-MPOSIX", "-e", "POSIX::setsid(); exec @ARGV", "--");
        }
        return List.of();
    }

    static boolean onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
