package io.tocsin.local.postgres;

import io.tocsin.local.processes.Folders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked once beside the jar that carries them. Several processes may do so at once: each
 * unpacks into a folder of its own, and the first to finish gives its folder the final name.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record Binaries(Path folder) {

    private static final int OWNER_EXECUTE = 0100;
    private static final Set<PosixFilePermission> EVERYBODY_EXECUTES = EnumSet.of(
            PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    static Binaries of(Path jar) throws IOException {
        try (var zip = new ZipFile(jar.toFile())) {
            var archive = zip.stream()
                    .filter(entry -> entry.getName().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no PostgreSQL in " + jar));
            var name = archive.getName().replace(".txz", "") + "-" + Long.toHexString(archive.getCrc());
            var folder = jar.toAbsolutePath().resolveSibling(name);
            if (!Files.isDirectory(folder)) {
                unpack(zip.getInputStream(archive), folder);
            }
            return new Binaries(folder);
        }
    }

    String program(String name) {
        return folder.resolve("bin").resolve(name).toString();
    }

    private static void unpack(InputStream compressed, Path folder) throws IOException {
        var draft = Files.createTempDirectory(folder.getParent(), "unpacking");
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(compressed))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, draft);
            }
        }
        readableByAll(draft);
        try {
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            Folders.delete(draft);
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path draft) throws IOException {
        var target = entry.resolveIn(draft);
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & OWNER_EXECUTE) != 0) {
            var permissions = Files.getPosixFilePermissions(target);
            permissions.addAll(EVERYBODY_EXECUTES);
            Files.setPosixFilePermissions(target, permissions);
        }
    }

    /** The server may run as another user than the one that unpacks. */
    private static void readableByAll(Path draft) throws IOException {
        var permissions = Files.getPosixFilePermissions(draft);
        permissions.addAll(EVERYBODY_EXECUTES);
        permissions.add(PosixFilePermission.GROUP_READ);
        permissions.add(PosixFilePermission.OTHERS_READ);
        Files.setPosixFilePermissions(draft, permissions);
    }
}
