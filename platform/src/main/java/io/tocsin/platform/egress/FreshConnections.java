package io.tocsin.platform.egress;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection for each request, closed after it. A check must see what a new visitor sees, and a pool would remember
 * every host that was ever checked.
 */
final class FreshConnections implements HttpClientConnectionManager {
    private final GuardedOperator operator;
    private final HttpConnectionFactory<ManagedHttpClientConnection> connections;

    FreshConnections(GuardedOperator operator, HttpConnectionFactory<ManagedHttpClientConnection> connections) {
        this.operator = operator;
        this.connections = connections;
    }

    @Override
    public LeaseRequest lease(String id, HttpRoute route, Timeout requestTimeout, Object state) {
        return new LeaseRequest() {
            @Override
            public ConnectionEndpoint get(Timeout timeout) {
                try {
                    return new Fresh(route, connections.createConnection(null));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public boolean cancel() {
                return false;
            }
        };
    }

    @Override
    public void release(ConnectionEndpoint endpoint, Object newState, TimeValue validDuration) {
        endpoint.close(CloseMode.IMMEDIATE);
    }

    @Override
    public void connect(ConnectionEndpoint endpoint, TimeValue connectTimeout, HttpContext context) throws IOException {
        Fresh fresh = (Fresh) endpoint;
        operator.connect(
                fresh.connection, fresh.route.getTargetHost(), null, connectTimeout, SocketConfig.DEFAULT, context);
    }

    @Override
    public void upgrade(ConnectionEndpoint endpoint, HttpContext context) throws IOException {
        Fresh fresh = (Fresh) endpoint;
        operator.upgrade(fresh.connection, fresh.route.getTargetHost(), context);
    }

    @Override
    public void close(CloseMode closeMode) {}

    @Override
    public void close() {}

    private static final class Fresh extends ConnectionEndpoint {
        private final HttpRoute route;
        private final ManagedHttpClientConnection connection;

        Fresh(HttpRoute route, ManagedHttpClientConnection connection) {
            this.route = route;
            this.connection = connection;
        }

        @Override
        public ClassicHttpResponse execute(
                String id, ClassicHttpRequest request, RequestExecutor executor, HttpContext context)
                throws IOException, HttpException {
            return executor.execute(request, connection, context);
        }

        @Override
        @Deprecated // and still abstract
        public ClassicHttpResponse execute(
                String id, ClassicHttpRequest request, HttpRequestExecutor executor, HttpContext context)
                throws IOException, HttpException {
            return executor.execute(request, connection, context);
        }

        @Override
        public boolean isConnected() {
            return connection.isOpen();
        }

        @Override
        public void setSocketTimeout(Timeout timeout) {
            connection.setSocketTimeout(timeout);
        }

        @Override
        public void close(CloseMode closeMode) {
            connection.close(closeMode);
        }

        @Override
        public void close() throws IOException {
            connection.close();
        }
    }
}
