package io.tocsin.gateway.routing;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one service, behind a breaker: once half of its last twenty calls have failed, further ones are refused at
 * once for a while. A call fails that brings no answer at all; an answer of 500 is an answer.
 */
public final class ServiceClient {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceClient.class);
    private static final Duration A_MOMENT = Duration.ofSeconds(2);
    private static final Timeout QUEUED = Timeout.ofSeconds(1);
    /** Replaced by the path as it came, which {@link URI} would be stricter about than a proxy should be. */
    private static final URI ROOT = URI.create("/");

    private final HttpHost host;
    private final HttpClient client;
    private final HttpClient streams;
    private final CircuitBreaker breaker;
    private final RequestConfig bounded;
    private final RequestConfig streaming;

    /** @param patience how long the service may be silent; streams are exempt */
    ServiceClient(URI address, Duration patience, HttpClient client, HttpClient streams, CircuitBreaker breaker) {
        this.host = HttpHost.create(address);
        this.client = client;
        this.streams = streams;
        this.breaker = breaker;
        this.bounded = RequestConfig.custom()
                .setResponseTimeout(Timeout.of(patience))
                .setConnectionRequestTimeout(QUEUED)
                .build();
        this.streaming =
                RequestConfig.copy(bounded).setResponseTimeout(Timeout.DISABLED).build();
    }

    /**
     * Sends the request and returns once the header of the answer is there; the caller closes it.
     *
     * @throws ApiException GATEWAY_002 if the service can't be reached or does not answer in time; whatever reading the
     *     request's body throws
     */
    public ServiceAnswer send(ServiceRequest request) {
        if (!breaker.tryAcquirePermission()) {
            throw unavailable();
        }
        long start = breaker.getCurrentTimestamp();
        try {
            ServiceAnswer answer = open(request);
            breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
            return answer;
        } catch (ConnectionRequestTimeoutException e) {
            // all connections are in use: that says nothing of the service
            breaker.releasePermission();
            LOG.warn("No connection to {} is free: {}", breaker.getName(), e.toString());
            throw unavailable();
        } catch (IOException e) {
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
            LOG.warn("{} does not answer: {}", breaker.getName(), e.toString());
            throw unavailable();
        } catch (RuntimeException e) {
            breaker.releasePermission();
            throw e;
        }
    }

    private ServiceAnswer open(ServiceRequest request) throws IOException {
        HttpUriRequestBase message = new HttpUriRequestBase(request.method(), ROOT);
        message.setPath(request.target());
        for (HeaderField field : request.headers()) {
            message.addHeader(field.name(), field.value());
        }
        InputStream body = request.body();
        if (body != null) {
            message.setEntity(new InputStreamEntity(body, request.length(), null));
        }
        HttpClientContext context = HttpClientContext.create();
        context.setRequestConfig(request.stream() ? streaming : bounded);
        ClassicHttpResponse answer = (request.stream() ? streams : client).executeOpen(host, message, context);
        List<HeaderField> headers = new ArrayList<>();
        for (Header header : answer.getHeaders()) {
            headers.add(new HeaderField(header.getName(), String.valueOf(header.getValue())));
        }
        HttpEntity entity = answer.getEntity();
        return new ServiceAnswer(
                answer.getCode(),
                headers,
                entity == null ? null : entity.getContentType(),
                entity == null ? null : entity.getContent(),
                message::cancel,
                answer);
    }

    private static ApiException unavailable() {
        return new ApiException(ErrorCode.GATEWAY_002).retryAfter(A_MOMENT);
    }
}
