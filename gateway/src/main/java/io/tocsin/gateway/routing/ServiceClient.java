package io.tocsin.gateway.routing;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to one service, behind a breaker: once half of its last twenty calls have failed, further ones are refused at
 * once for a while. A call fails that brings no answer at all; an answer of 500 is an answer.
 */
public final class ServiceClient {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceClient.class);
    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    private final HttpHost host;
    private final HttpClient client;
    private final CircuitBreaker breaker;
    private final RequestConfig bounded;
    private final RequestConfig streaming;

    ServiceClient(HttpHost host, HttpClient client, CircuitBreaker breaker, RequestConfig bounded) {
        this.host = host;
        this.client = client;
        this.breaker = breaker;
        this.bounded = bounded;
        this.streaming = RequestConfig.copy(bounded)
                .setResponseTimeout(0, TimeUnit.SECONDS)
                .build();
    }

    /**
     * Sends the request and returns once the header of the answer is there; the caller closes it.
     *
     * @throws ApiException GATEWAY_002 if the service can't be reached or does not answer in time; whatever reading the
     *     request's body throws
     */
    public ClassicHttpResponse send(ClassicHttpRequest request, boolean stream) {
        if (!breaker.tryAcquirePermission()) {
            throw unavailable();
        }
        long start = breaker.getCurrentTimestamp();
        try {
            HttpClientContext context = HttpClientContext.create();
            context.setRequestConfig(stream ? streaming : bounded);
            ClassicHttpResponse answer = client.executeOpen(host, request, context);
            breaker.onSuccess(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit());
            return answer;
        } catch (IOException e) {
            breaker.onError(breaker.getCurrentTimestamp() - start, breaker.getTimestampUnit(), e);
            LOG.warn("{} does not answer: {}", breaker.getName(), e.toString());
            throw unavailable();
        } catch (RuntimeException e) {
            breaker.releasePermission();
            throw e;
        }
    }

    private static ApiException unavailable() {
        return new ApiException(ErrorCode.GATEWAY_002).retryAfter(A_MOMENT);
    }
}
