package io.tocsin.platform.egress;

import io.tocsin.platform.egress.EgressFailure.Abandoned;
import io.tocsin.platform.egress.EgressFailure.TooManyRedirects;
import io.tocsin.platform.egress.EgressResult.Failed;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The one HTTP client for addresses that customers give. Whatever the request says: only public addresses (or opened
 * ones) are connected to, every redirect is judged anew, nothing lasts longer than the deadline, nothing grows beyond
 * the limit, nothing is remembered from one request to the next. It blocks its caller, who does well to be a virtual
 * thread, and may be used by many.
 */
public final class EgressClient implements AutoCloseable {
    private final CloseableHttpClient fresh;
    private final CloseableHttpClient kept;
    private final ScheduledThreadPoolExecutor alarms;
    private volatile boolean closed;

    public EgressClient(GuardedResolver resolver, EgressSettings settings) {
        this(resolver, settings, EgressTransport.trustOfTheSystem());
    }

    EgressClient(GuardedResolver resolver, EgressSettings settings, SSLContext tls) {
        EgressTransport transport = new EgressTransport(resolver, settings, tls);
        fresh = transport.fresh();
        kept = transport.kept();
        alarms = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("egress-deadlines").factory());
        alarms.setRemoveOnCancelPolicy(true);
    }

    /** Sends a request and waits for the end of it; never throws for what the target does. */
    public EgressResult send(EgressRequest request) {
        Exchange exchange = new Exchange(request.deadline(), request.url());
        if (closed) {
            return failed(new Abandoned("the client was closed"), exchange);
        }
        Future<?> alarm = alarms.schedule(exchange::expire, request.deadline().toNanos(), TimeUnit.NANOSECONDS);
        try {
            return follow(request, exchange);
        } catch (IOException e) {
            return failed(Diagnosis.of(e, exchange), exchange);
        } catch (IllegalStateException e) {
            return failed(endedBetweenSteps(e, exchange), exchange);
        } finally {
            alarm.cancel(false);
        }
    }

    @Override
    public void close() {
        closed = true;
        alarms.shutdownNow();
        fresh.close(CloseMode.IMMEDIATE);
        kept.close(CloseMode.IMMEDIATE);
    }

    private EgressResult follow(EgressRequest first, Exchange exchange) throws IOException {
        EgressRequest request = first;
        for (int redirects = 0; ; redirects++) {
            HttpUriRequestBase message = message(request, exchange);
            exchange.run(message, request.url());
            try (Reply reply = open(request, message, exchange)) {
                Redirect redirect = first.redirects() == 0 ? null : reply.redirect();
                if (redirect == null) {
                    return reply.read(request, exchange);
                }
                if (redirects == first.redirects()) {
                    throw new EgressException(new TooManyRedirects(redirects));
                }
                request = redirect.follow(request);
            }
        }
    }

    private Reply open(EgressRequest request, HttpUriRequestBase message, Exchange exchange) throws IOException {
        EgressUrl url = request.url();
        HttpHost host = new HttpHost(url.scheme(), url.host(), url.port());
        CloseableHttpClient client = request.keepConnection() ? kept : fresh;
        return new Reply(message, client.executeOpen(host, message, exchange.context()));
    }

    private static HttpUriRequestBase message(EgressRequest request, Exchange exchange) {
        HttpUriRequestBase message = new HttpUriRequestBase(
                request.method(), URI.create(request.url().toString()));
        request.headers().forEach(message::setHeader);
        message.setHeader("Accept-Encoding", "gzip");
        byte @Nullable [] body = request.body();
        if (body != null) {
            message.setEntity(new ByteArrayEntity(body, null));
        }
        Timeout left = Timeout.of(exchange.left());
        message.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(left)
                .setResponseTimeout(left)
                .setAuthenticationEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build());
        return message;
    }

    private EgressFailure endedBetweenSteps(IllegalStateException problem, Exchange exchange) {
        if (closed) {
            return new Abandoned("the client was closed");
        }
        if (exchange.isExpired()) {
            return exchange.timedOut();
        }
        throw problem;
    }

    private static Failed failed(EgressFailure failure, Exchange exchange) {
        return new Failed(failure, exchange.timings());
    }
}
