package io.tocsin.local.product;

import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.LaunchException;
import java.io.IOException;
import java.nio.file.Files;

/** The room that data and logs need. */
public final class Disk {

    private static final int MEGA = 20;

    private Disk() {}

    /** @throws LaunchException if there is less room, in bytes, where the product keeps its things */
    public static void requireFree(Home home, long bytes) throws IOException {
        var free = Files.getFileStore(Files.createDirectories(home.folder())).getUsableSpace();
        if (free < bytes) {
            throw new LaunchException(
                    "Only %d MB are free on the disk that %s is on, and %d MB are needed: make room first."
                            .formatted(free >> MEGA, home.folder(), bytes >> MEGA));
        }
    }
}
