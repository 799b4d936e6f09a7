package io.tocsin.bench.auth;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guesses one after the other from its addresses in turn, over connections that are kept, with as little work around it as
 * there can be: what it takes is missing elsewhere.
 */
final class Guesser implements AutoCloseable {
    private static final Pattern CODE = Pattern.compile("\"code\":\"([A-Z]+_[0-9]+)\"");
    /** Sooner than the gateway gives an idle connection up. */
    private static final long KEPT = 5_000_000_000L;

    private static final int CHUNKED = -1;

    private record Connection(Socket socket, InputStream in, long since) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private final URI gateway;
    private final Deque<String> addresses;
    private final Map<String, Connection> connections = new HashMap<>();

    /** @param addresses loopback addresses that the guesses come from */
    Guesser(URI gateway, List<String> addresses) {
        this.gateway = gateway;
        this.addresses = new ArrayDeque<>(addresses);
    }

    /** Status and error code: the code tells who refused. */
    String guess(String email, String password, String forged) throws IOException {
        String body = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
        String header = """
                POST /api/v1/auth/login HTTP/1.1
                Host: gateway
                Content-Type: application/json
                X-Forwarded-For: %s
                Forwarded: for=%s
                Content-Length: %d

                """.formatted(forged, forged, body.length());
        String from = addresses.removeFirst();
        addresses.addLast(from);
        Connection connection = connection(from);
        byte[] request = (header.replace("\n", "\r\n") + body).getBytes(StandardCharsets.US_ASCII);
        connection.socket().getOutputStream().write(request);
        InputStream in = connection.in();
        String status = line(in).split(" ")[1];
        int length = CHUNKED;
        boolean closes = false;
        for (String field = line(in); !field.isEmpty(); field = line(in)) {
            closes |= field.equalsIgnoreCase("Connection: close");
            if (field.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(field.substring(15).strip());
            }
        }
        String answer = length == CHUNKED ? chunks(in) : text(in, length);
        if (closes) {
            connections.remove(from);
            connection.close();
        } else {
            connections.put(from, new Connection(connection.socket(), in, System.nanoTime()));
        }
        Matcher code = CODE.matcher(answer);
        return code.find() ? status + " " + code.group(1) : status;
    }

    private Connection connection(String from) throws IOException {
        Connection kept = connections.get(from);
        if (kept != null && System.nanoTime() - kept.since() < KEPT) {
            return kept;
        }
        if (kept != null) {
            kept.close();
        }
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
        socket.setTcpNoDelay(true);
        return new Connection(socket, new BufferedInputStream(socket.getInputStream()), System.nanoTime());
    }

    private static String chunks(InputStream in) throws IOException {
        StringBuilder whole = new StringBuilder();
        for (int length = Integer.parseInt(line(in), 16); length > 0; length = Integer.parseInt(line(in), 16)) {
            whole.append(text(in, length));
            line(in);
        }
        line(in);
        return whole.toString();
    }

    private static String text(InputStream in, int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The gateway broke off");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        for (Connection connection : connections.values()) {
            connection.close();
        }
    }
}
