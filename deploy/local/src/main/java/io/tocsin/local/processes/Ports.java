package io.tocsin.local.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine's loopback address. */
public final class Ports {

    /** Systems hand out ports from here on by themselves; the product's usual ones lie below. */
    private static final int HIGHEST = 32_000;

    private static final int LOWEST = 16_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private Ports() {}

    /**
     * A port that nobody listens on at the moment, each of them once. No outgoing connection gets it by chance before it is
     * listened on, however much later that is.
     */
    public static int free() {
        return ThreadLocalRandom.current()
                .ints(LOWEST, HIGHEST)
                .filter(port -> !isTaken(port) && GIVEN.add(port))
                .findFirst()
                .orElseThrow();
    }

    /** @throws LaunchException naming the port, who holds it (where that can be seen) and who wanted it */
    public static void requireFree(int port, String forWhom) {
        if (isTaken(port)) {
            var holder =
                    PortHolder.of(port).map(process -> "is held by " + process).orElse("is taken by another process");
            throw new LaunchException(
                    "Port %d, which %s needs, %s: end that process or choose other ports with --port-offset."
                            .formatted(port, forWhom, holder));
        }
    }

    private static boolean isTaken(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
