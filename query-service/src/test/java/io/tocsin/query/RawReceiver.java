package io.tocsin.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server that reads a request and then does to the connection what the test says. */
final class RawReceiver implements AutoCloseable {
    private static final String PASSWORD = "of-no-value";

    /** What is done with a connection; it is closed afterwards. */
    interface Script {
        void play(Socket socket, OutputStream out) throws IOException, InterruptedException;
    }

    /** Requests that came through whole. */
    final AtomicInteger requests = new AtomicInteger();

    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ServerSocket door;

    private RawReceiver(ServerSocket door, Script script) {
        this.door = door;
        Thread.ofVirtual().start(() -> accept(script));
    }

    static RawReceiver plain(Script script) throws IOException {
        return new RawReceiver(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), script);
    }

    /** Behind a certificate that it signed itself. */
    static RawReceiver secured(Script script) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(selfSigned(), PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        return new RawReceiver(
                tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), script);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Whether no connection is open. */
    boolean isQuiet() {
        return open.isEmpty();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept(Script script) {
        try {
            while (true) {
                Socket socket = door.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket, script));
            }
        } catch (IOException _) {
            // closed: the test is over
        }
    }

    private void serve(Socket socket, Script script) {
        try (socket) {
            if (readHead(socket.getInputStream())) {
                requests.incrementAndGet();
            }
            script.play(socket, socket.getOutputStream());
        } catch (IOException | InterruptedException _) {
            // the sender hung up, which many tests are about
        } finally {
            open.remove(socket);
        }
    }

    private static boolean readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (head.length() > 3 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                return true;
            }
            if (head.length() == 1 && c == 0x16) {
                return false; // TLS
            }
        }
        return false;
    }

    private static KeyStore selfSigned() throws Exception {
        Path file = Files.createTempDirectory("keys").resolve("tls.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        "tls",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "1")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
            throw new IllegalStateException(said);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        Files.delete(file);
        return keys;
    }
}
