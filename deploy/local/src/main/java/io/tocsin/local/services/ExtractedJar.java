package io.tocsin.local.services;

import io.tocsin.local.processes.Folders;
import io.tocsin.local.processes.Jvm;
import io.tocsin.local.processes.LaunchException;
import io.tocsin.local.processes.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipFile;

/**
 * A service's jar laid out as plain jars, which start faster than jars within a jar, and what is derived from them.
 *
 * @param jar what the build made
 * @param folder takes the layout; emptied when the jar is another one
 */
record ExtractedJar(Path jar, Path folder) {

    /** The jar to start, with its libraries beside it. */
    Path provide(Path log) throws IOException, InterruptedException {
        if (!Files.exists(jar)) {
            throw new LaunchException(
                    "%s is not there: build it with mvn package, or start with deploy/up, which does.".formatted(jar));
        }
        var stamp = folder.resolve("fingerprint");
        var current = fingerprint();
        if (!Files.exists(stamp) || !Files.readString(stamp).equals(current)) {
            Folders.delete(folder);
            extract(log);
            Files.writeString(stamp, current);
        }
        return layout().resolve(jar.getFileName());
    }

    private Path layout() {
        return folder.resolve("app");
    }

    /** Of the content: a reproducible build gives every jar the same time. */
    private String fingerprint() throws IOException {
        var sum = new CRC32();
        try (var archive = new ZipFile(jar.toFile())) {
            archive.stream()
                    .map(entry -> entry.getName() + entry.getCrc())
                    .forEach(entry -> sum.update(entry.getBytes(StandardCharsets.UTF_8)));
        }
        return Files.size(jar) + "-" + Long.toHexString(sum.getValue());
    }

    private void extract(Path log) throws IOException, InterruptedException {
        var command = List.of(
                Jvm.command(),
                "-XX:TieredStopAtLevel=1",
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--destination",
                layout().toString());
        if (Tool.run(command, log) != 0) {
            throw new LaunchException("%s could not be unpacked; the reason is in %s".formatted(jar, log));
        }
    }
}
