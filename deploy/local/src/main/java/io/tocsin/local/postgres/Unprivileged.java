package io.tocsin.local.postgres;

import io.tocsin.local.processes.LaunchException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. For root it runs in a user namespace in which the same user has another number:
 * files keep their owner, no account needs to exist and none of root's rights are left.
 */
final class Unprivileged {

    private static final List<String> NAMESPACE = List.of("unshare", "-U");

    private Unprivileged() {}

    static List<String> command(List<String> command) throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        if (!works()) {
            throw new LaunchException(
                    "PostgreSQL does not run as root, and this system lets root make no user namespace"
                            + " (unshare -U): start as another user, or set DATABASE_URL to a PostgreSQL of your own.");
        }
        var wrapped = new ArrayList<>(NAMESPACE);
        wrapped.addAll(command);
        return wrapped;
    }

    private static boolean works() throws IOException, InterruptedException {
        var trial = new ArrayList<>(NAMESPACE);
        trial.add("true");
        try {
            return new ProcessBuilder(trial)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException _) {
            return false;
        }
    }
}
