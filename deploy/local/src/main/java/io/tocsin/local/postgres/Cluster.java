package io.tocsin.local.postgres;

import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.processes.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/** PostgreSQL's data folder: made by {@code initdb}, owned by whoever {@code postmaster.pid} names. */
record Cluster(Path folder) {

    private static final int STATUS_LINE = 7;

    boolean exists() {
        return Files.exists(folder.resolve("PG_VERSION"));
    }

    /** Whether this very process is the server and takes connections. */
    boolean isReady(long pid) {
        try {
            var lines = Files.readAllLines(lockFile());
            return lines.size() > STATUS_LINE
                    && lines.getFirst().strip().equals(Long.toString(pid))
                    && lines.get(STATUS_LINE).strip().equals("ready");
        } catch (IOException _) {
            return false;
        }
    }

    /** A server that still works on this folder although nobody remembers having started it. */
    Optional<ProcessHandle> server(String program) throws IOException {
        if (!Files.exists(lockFile())) {
            return Optional.empty();
        }
        return pid().flatMap(ProcessHandle::of)
                .filter(process -> process.info()
                        .command()
                        .map(command -> Path.of(command).endsWith("postgres") || command.equals(program))
                        .orElse(false));
    }

    /** After a crash the noted pid may belong to a stranger by now, which PostgreSQL would take for a server. */
    void forgetServer() throws IOException {
        Files.deleteIfExists(lockFile());
    }

    /** Made under another name first, so that an interrupted one is not mistaken for a finished one. */
    void make(Binaries binaries, String superuser, String password) throws IOException, InterruptedException {
        var draft = Files.createTempDirectory(folder.getParent(), "initdb");
        var secret = Files.createTempFile(
                folder.getParent(),
                "initdb",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.writeString(secret, password);
            initdb(binaries, draft, superuser, secret);
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.delete(secret);
        }
    }

    private static void initdb(Binaries binaries, Path draft, String superuser, Path secret)
            throws IOException, InterruptedException {
        var output = draft.resolveSibling(draft.getFileName() + ".log");
        var command = Unprivileged.command(List.of(
                binaries.program("initdb"),
                "--pgdata=" + draft,
                "--username=" + superuser,
                "--pwfile=" + secret,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-instructions"));
        if (Tool.run(command, output) != 0) {
            throw new LaunchException("PostgreSQL's data folder could not be made; initdb says why: " + output);
        }
        Files.delete(output);
    }

    private Optional<Long> pid() throws IOException {
        try {
            return Optional.of(
                    Long.parseLong(Files.readAllLines(lockFile()).getFirst().strip()));
        } catch (NumberFormatException | NoSuchElementException _) {
            return Optional.empty();
        }
    }

    private Path lockFile() {
        return folder.resolve("postmaster.pid");
    }
}
