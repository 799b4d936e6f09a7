package io.tocsin.local.secrets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** One file a secret, which only its owner may read. They are never printed and never part of a command. */
public final class Secrets {

    private static final int BYTES = 32;

    private final Path folder;
    private final SecureRandom random = new SecureRandom();

    private Secrets(Path folder) {
        this.folder = folder;
    }

    public static Secrets in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        return new Secrets(folder);
    }

    /** 256 random bits in standard Base64; the same ones whenever the name is the same. */
    public synchronized String key(String name) {
        return remembered(name, Base64.getEncoder());
    }

    /** As {@link #key}, in letters that need no escape in addresses. */
    public synchronized String password(String name) {
        return remembered(name, Base64.getUrlEncoder().withoutPadding());
    }

    /** Keeps a file among the secrets; there is either the old content or the new, never half of it. */
    public synchronized Path write(String name, String content) throws IOException {
        var draft = Files.createTempFile(
                folder, name, "", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(draft, content.getBytes(StandardCharsets.UTF_8));
        return Files.move(draft, path(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public Path path(String name) {
        return folder.resolve(name);
    }

    private String remembered(String name, Base64.Encoder encoder) {
        try {
            if (!Files.exists(path(name))) {
                var bytes = new byte[BYTES];
                random.nextBytes(bytes);
                write(name, encoder.encodeToString(bytes));
            }
            return Files.readString(path(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
