package io.tocsin.bench.webhooks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A local receiver that does as little as it can: it answers 204 on connections that stay open, never answers under
 * /hang, and serves /page, which may be broken.
 */
final class Subscriber implements AutoCloseable {
    private static final byte[] OK = answer("204 No Content");
    private static final byte[] PAGE = answer("200 OK");
    private static final byte[] BROKEN = answer("503 Service Unavailable");

    /** @param body kept only if it was asked for */
    record Arrival(Instant at, String path, String body) {}

    private final ServerSocket door = new ServerSocket();
    private final Queue<Arrival> kept = new ConcurrentLinkedQueue<>();
    private final AtomicLong arrived = new AtomicLong();
    private final boolean keeps;
    volatile boolean broken;
    volatile long firstAt;
    volatile long lastAt;

    /** @param keeps whether what arrives is kept, rather than only counted */
    Subscriber(boolean keeps) throws IOException {
        this.keeps = keeps;
        door.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 4096);
        Thread.ofPlatform().daemon().start(this::listen);
    }

    String url(String path) {
        return "http://127.0.0.1:" + door.getLocalPort() + path;
    }

    long arrived() {
        return arrived.get();
    }

    Queue<Arrival> kept() {
        return kept;
    }

    void forget() {
        arrived.set(0);
        firstAt = 0;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 4096);
            OutputStream out = socket.getOutputStream();
            while (true) {
                String head = head(in);
                String path = head.split(" ", 3)[1];
                byte[] body = in.readNBytes(length(head));
                if (path.startsWith("/page")) {
                    out.write(broken ? BROKEN : PAGE);
                    continue;
                }
                if (path.startsWith("/hang")) {
                    in.read();
                    return;
                }
                note(path, body);
                out.write(OK);
            }
        } catch (IOException _) {
            // whoever sends may hang up whenever he likes
            return;
        }
    }

    private void note(String path, byte[] body) {
        lastAt = System.nanoTime();
        if (arrived.incrementAndGet() == 1) {
            firstAt = lastAt;
        }
        if (keeps) {
            kept.add(new Arrival(Instant.now(), path, new String(body, StandardCharsets.UTF_8)));
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder(512);
        for (int last = 0, c; last < 4; ) {
            c = in.read();
            if (c < 0) {
                throw new EOFException();
            }
            head.append((char) c);
            last = c == (last % 2 == 0 ? '\r' : '\n') ? last + 1 : c == '\r' ? 1 : 0;
        }
        return head.toString();
    }

    private static int length(String head) {
        int at = head.toLowerCase(java.util.Locale.ROOT).indexOf("content-length:");
        return at < 0 ? 0 : Integer.parseInt(head.substring(at + 15, head.indexOf('\r', at)).strip());
    }

    private static byte[] answer(String status) {
        String length = status.startsWith("204") ? "" : "Content-Length: 0\r\n";
        return "HTTP/1.1 %s\r\n%s\r\n".formatted(status, length).getBytes(StandardCharsets.US_ASCII);
    }
}
