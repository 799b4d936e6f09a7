package io.tocsin.local.processes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine's loopback address. */
public final class Ports {

    private Ports() {}

    /** A port that nobody listens on at the moment. */
    public static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
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
