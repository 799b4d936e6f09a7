package io.tocsin.auth.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the scripts beside the tests with clients from npm, installed under target. */
final class Node {
    private static final Path SCRIPTS = Path.of("src/test/node");
    private static final Path WORK = Path.of("target/node");

    private static boolean installed;

    private Node() {}

    /** Skips the test, and says why, where Node.js, npm or the packages can't be had. */
    static synchronized void require() throws Exception {
        if (installed) {
            return;
        }
        assumeTrue(works("node", "--version"), "Node.js is not installed: the npm clients were not tried");
        assumeTrue(works("npm", "--version"), "npm is not installed: the npm clients were not tried");
        copyScripts();
        assumeTrue(
                Files.isDirectory(WORK.resolve("node_modules/better-auth"))
                        || works(
                                "npm",
                                "install",
                                "--no-package-lock",
                                "--no-audit",
                                "--no-fund",
                                "--legacy-peer-deps",
                                "--omit=peer"),
                "npm could not install the clients: they were not tried");
        installed = true;
    }

    /** Runs a script, which asserts for itself. */
    static void run(String... scriptAndArguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(scriptAndArguments));
        Process process = start(command);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    /** A place for a file that a script reads; nothing is there yet. */
    static Path file(String name) throws IOException {
        Path file = WORK.resolve(name).toAbsolutePath();
        Files.deleteIfExists(file);
        return file;
    }

    private static void copyScripts() throws IOException {
        Files.createDirectories(WORK);
        try (var scripts = Files.newDirectoryStream(SCRIPTS)) {
            for (Path script : scripts) {
                Files.copy(script, WORK.resolve(script.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            Process process = start(List.of(command));
            process.getInputStream().readAllBytes();
            return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    private static Process start(List<String> command) throws IOException {
        Files.createDirectories(WORK);
        return new ProcessBuilder(command)
                .directory(WORK.toFile())
                .redirectErrorStream(true)
                .start();
    }
}
