package io.tocsin.platform.egress;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does to a connection what the test says, byte by byte. */
final class LocalServer implements AutoCloseable {
    /** What happens after the head of a request was read. */
    @FunctionalInterface
    interface Script {
        void play(List<String> head, OutputStream out) throws IOException, InterruptedException;
    }

    final List<List<String>> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;

    private final String greeting;

    private LocalServer(ServerSocket listener, String greeting, Script script) {
        this.listener = listener;
        this.greeting = greeting;
        Thread.ofVirtual().start(() -> accept(script));
    }

    static LocalServer playing(Script script) throws IOException {
        return on(loopback(), script);
    }

    static LocalServer on(ServerSocket listener, Script script) {
        return new LocalServer(listener, "", script);
    }

    /** Speaks first, as mail servers do. */
    static LocalServer greeting(String greeting) throws IOException {
        return new LocalServer(loopback(), greeting, (head, out) -> {});
    }

    /** Answers each request with the same text, lines ended as HTTP wants them, and keeps the connection. */
    static LocalServer answering(String answer) throws IOException {
        return playing((head, out) -> write(out, answer));
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    int port() {
        return listener.getLocalPort();
    }

    EgressUrl url(String target) {
        return EgressUrl.parse("http://127.0.0.1:" + port() + target);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept(Script script) {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket, script));
            }
        } catch (IOException _) {
            // closed: the test is over
        }
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            if (!greeting.isEmpty()) {
                write(socket.getOutputStream(), greeting);
            }
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (List<String> head = head(in); !head.isEmpty(); head = head(in)) {
                requests.add(head);
                script.play(head, socket.getOutputStream());
            }
        } catch (IOException | InterruptedException _) {
            // the client hung up, which many tests are about
        }
    }

    private static ServerSocket loopback() throws IOException {
        return new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    }

    private static List<String> head(BufferedReader in) throws IOException {
        List<String> head = new ArrayList<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            head.add(line);
        }
        return head;
    }
}
