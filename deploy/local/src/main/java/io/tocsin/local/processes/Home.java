package io.tocsin.local.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder that a running product keeps everything in: data, logs, pid files. Forgetting the folder forgets the
 * product's memory.
 *
 * @param folder absolute; made when first needed
 */
public record Home(Path folder) {

    public Home {
        folder = folder.toAbsolutePath().normalize();
    }

    /** The folder of one part's data; its parent exists afterwards, it may not. */
    public Path data(String part) throws IOException {
        return Files.createDirectories(folder.resolve("data")).resolve(part);
    }

    /** The file that a part's output is appended to. */
    public Path log(String part) throws IOException {
        return Files.createDirectories(folder.resolve("log")).resolve(part + ".log");
    }

    /** Where a part's generated configuration lies. */
    public Path configuration(String part) throws IOException {
        return Files.createDirectories(folder.resolve("run").resolve(part));
    }

    /** The note of which process a part runs in. */
    public PidFile pidFile(String part) throws IOException {
        return new PidFile(Files.createDirectories(folder.resolve("run")).resolve(part + ".pid"));
    }
}
