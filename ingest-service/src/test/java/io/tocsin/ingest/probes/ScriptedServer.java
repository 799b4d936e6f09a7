package io.tocsin.ingest.probes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on loopback that does to a connection what the test says, byte by byte, and counts who came to which address. */
final class ScriptedServer implements AutoCloseable {
    /** What is done with a connection. */
    @FunctionalInterface
    interface Script {
        void play(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    /** Addresses of this machine that connections came to. */
    final List<InetAddress> reached = new CopyOnWriteArrayList<>();

    /** First lines and headers of the requests. */
    final List<String> heads = new CopyOnWriteArrayList<>();

    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;

    private ScriptedServer(ServerSocket listener, Script script) {
        this.listener = listener;
        Thread.ofVirtual().start(() -> accept(script));
    }

    /** On every address of this machine, both families. */
    static ScriptedServer everywhere(Script script) throws IOException {
        return new ScriptedServer(new ServerSocket(0, 50), script);
    }

    static ScriptedServer playing(Script script) throws IOException {
        return new ScriptedServer(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), script);
    }

    /** Reads the head of a request, then plays. */
    static ScriptedServer afterHead(Script script) throws IOException {
        ScriptedServer[] self = new ScriptedServer[1];
        self[0] = playing((in, out) -> {
            String head = head(in);
            self[0].heads.add(head);
            script.play(in, out);
        });
        return self[0];
    }

    static ScriptedServer answering(String answer) throws IOException {
        return afterHead((in, out) -> write(out, answer));
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (head.length() > 3 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                break;
            }
        }
        return head.toString();
    }

    int port() {
        return listener.getLocalPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
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
                reached.add(socket.getLocalAddress());
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket, script));
            }
        } catch (IOException _) {
            // closed: the test is over
        }
    }

    private static void serve(Socket socket, Script script) {
        try (socket) {
            script.play(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException | InterruptedException _) {
            // the probe hung up, which many tests are about
        }
    }
}
