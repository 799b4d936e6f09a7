package io.tocsin.platform.egress;

import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.HttpRequestInterceptor;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Sets Apache's client up so that it does what it is told and nothing of its own accord. */
final class EgressTransport {
    private static final Http1Config LIMITS =
            Http1Config.custom().setMaxLineLength(16_384).setMaxHeaderCount(200).build();

    /** Shorter than the five seconds after which common servers hang up on an idle connection. */
    private static final TimeValue IDLE = TimeValue.ofSeconds(4);

    private static final HttpConnectionFactory<ManagedHttpClientConnection> CONNECTIONS =
            unused -> new AbruptConnection(LIMITS);

    /** Begins the wait for the answer, on a connection that was kept as on a new one. */
    private static final HttpRequestInterceptor WAITING =
            (request, entity, context) -> Exchange.of(context).begin(EgressFailure.Step.WAITING);

    private final GuardedOperator operator;
    private final EgressSettings settings;

    EgressTransport(GuardedResolver resolver, EgressSettings settings, SSLContext tls) {
        SSLSocketFactory sockets = tls.getSocketFactory();
        this.operator = new GuardedOperator(resolver, sockets);
        this.settings = settings;
    }

    /**
     * Trusts the authorities that the system trusts. Sessions are not resumed, so that each check sees the certificate
     * of the day.
     */
    static SSLContext trustOfTheSystem() {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, null, null);
            tls.getClientSessionContext().setSessionCacheSize(1);
            tls.getClientSessionContext().setSessionTimeout(1);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JVM has no TLS", e);
        }
    }

    /** For checks: a connection for each request. */
    CloseableHttpClient fresh() {
        return client(new FreshConnections(operator, CONNECTIONS))
                .setConnectionReuseStrategy((request, response, context) -> false)
                .build();
    }

    /** For deliveries: connections are kept for a while. */
    CloseableHttpClient kept() {
        PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager(
                operator, PoolConcurrencyPolicy.STRICT, PoolReusePolicy.LIFO, TimeValue.ofMinutes(5), CONNECTIONS);
        pool.setMaxTotal(settings.keptConnections());
        pool.setDefaultMaxPerRoute(settings.keptConnectionsPerHost());
        pool.setDefaultConnectionConfig(ConnectionConfig.custom()
                .setIdleTimeout(Timeout.of(IDLE.getDuration(), IDLE.getTimeUnit()))
                .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                .build());
        return client(pool).evictIdleConnections(IDLE).build();
    }

    private HttpClientBuilder client(HttpClientConnectionManager connections) {
        return HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setRoutePlanner((host, context) ->
                        new HttpRoute(host, null, host.getSchemeName().equals("https")))
                .addRequestInterceptorFirst(WAITING)
                .setUserAgent(settings.userAgent())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setAuthenticationEnabled(false)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableConnectionState()
                .disableContentCompression()
                .disableCookieManagement()
                .disableRedirectHandling();
    }
}
