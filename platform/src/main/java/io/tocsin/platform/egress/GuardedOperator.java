package io.tocsin.platform.egress;

import io.tocsin.platform.egress.EgressFailure.Abandoned;
import io.tocsin.platform.egress.EgressFailure.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * Opens every connection of the client, and so is the one place where no address slips past the guard: the name is
 * resolved here, once, and the socket goes to an address of that answer. The name itself stays in SNI, in the check of
 * the certificate and in the Host header.
 */
final class GuardedOperator implements HttpClientConnectionOperator {
    /** Nobody waits for the tenth dead address of a name. */
    private static final int ADDRESSES_TRIED = 4;

    private final GuardedResolver resolver;
    private final SSLSocketFactory tls;

    GuardedOperator(GuardedResolver resolver, SSLSocketFactory tls) {
        this.resolver = resolver;
        this.tls = tls;
    }

    @Override
    public void connect(
            ManagedHttpClientConnection connection,
            HttpHost host,
            @Nullable InetSocketAddress localAddress,
            @Nullable TimeValue connectTimeout,
            SocketConfig config,
            HttpContext context)
            throws IOException {
        Exchange exchange = Exchange.of(context);
        exchange.begin(Step.RESOLVING);
        List<InetAddress> addresses = resolver.resolve(host.getHostName(), exchange.left());
        exchange.begin(Step.CONNECTING);
        Socket socket = connect(connection, addresses, host.getPort(), exchange);
        if (host.getSchemeName().equals("https")) {
            exchange.begin(Step.SECURING);
            secure(connection, socket, host, exchange);
        }
    }

    /** Answers that ask for another protocol on the same connection are not followed. */
    @Override
    public void upgrade(ManagedHttpClientConnection connection, HttpHost host, HttpContext context) throws IOException {
        throw new IOException("A change of protocol is not followed");
    }

    private static Socket connect(
            ManagedHttpClientConnection connection, List<InetAddress> addresses, int port, Exchange exchange)
            throws IOException {
        int tries = Math.min(addresses.size(), ADDRESSES_TRIED);
        for (int i = 0; ; i++) {
            Socket socket = open(connection, exchange);
            try {
                Duration patience = exchange.left().dividedBy(tries - i);
                socket.connect(new InetSocketAddress(addresses.get(i), port), millis(patience));
                return socket;
            } catch (IOException e) {
                socket.close();
                if (i == tries - 1 || exchange.isExpired()) {
                    throw e;
                }
            }
        }
    }

    private static Socket open(ManagedHttpClientConnection connection, Exchange exchange) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            connection.bind(socket);
        } catch (IOException e) {
            throw new EgressException(new Abandoned("no socket could be opened"), e);
        }
        // bound first, looked at second: an expiry in between finds the socket and closes it
        if (exchange.isExpired()) {
            socket.close();
            throw new EgressException(exchange.timedOut());
        }
        return socket;
    }

    private void secure(ManagedHttpClientConnection connection, Socket socket, HttpHost host, Exchange exchange)
            throws IOException {
        socket.setSoTimeout(millis(exchange.left()));
        SSLSocket secured = (SSLSocket) tls.createSocket(socket, tlsName(host), host.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        connection.bind(secured, socket);
    }

    /** Without the dot that ends an absolute name: certificates never carry it (RFC 6066 §3). */
    private static String tlsName(HttpHost host) {
        String name = host.getHostName();
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private static int millis(Duration duration) {
        return (int) Math.clamp(duration.toMillis(), 1, Integer.MAX_VALUE);
    }
}
