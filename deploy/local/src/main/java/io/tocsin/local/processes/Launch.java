package io.tocsin.local.processes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run. Secrets belong into the environment, never into the command, which every user of the machine can read.
 *
 * @param environment added to the environment of this process
 * @param folder the working directory
 */
public record Launch(List<String> command, Map<String, String> environment, Path folder) {

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
        return String.join(" ", command);
    }
}
