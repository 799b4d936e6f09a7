package io.tocsin.platform.egress;

import io.tocsin.platform.egress.EgressFailure.Abandoned;
import io.tocsin.platform.egress.EgressFailure.ConnectionLost;
import io.tocsin.platform.egress.EgressFailure.ConnectionRefused;
import io.tocsin.platform.egress.EgressFailure.NotHttp;
import io.tocsin.platform.egress.EgressFailure.Step;
import io.tocsin.platform.egress.EgressFailure.TimedOut;
import io.tocsin.platform.egress.EgressFailure.Unreachable;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** Says what an exception of the client means for the one who asked. */
final class Diagnosis {
    private Diagnosis() {}

    static EgressFailure of(IOException problem, Exchange exchange) {
        if (Thread.currentThread().isInterrupted()) {
            return new Abandoned("it was interrupted");
        }
        if (problem instanceof EgressException known && !(known.failure() instanceof TimedOut)) {
            return known.failure();
        }
        if (exchange.isExpired() || exchange.step() == Step.QUEUING || problem instanceof EgressException) {
            return exchange.timedOut();
        }
        return ofTarget(problem, exchange);
    }

    private static EgressFailure ofTarget(IOException problem, Exchange exchange) {
        Step step = exchange.step();
        EgressUrl url = exchange.url();
        return switch (problem) {
            case SSLException e
            when e.getCause() instanceof EOFException || e.getCause() instanceof SocketException ->
                new ConnectionLost(step);
            case SSLException e -> TlsDiagnosis.of(e);
            case ConnectTimeoutException e -> exchange.timedOut();
            case SocketTimeoutException e -> exchange.timedOut();
            case ConnectException e when isRefusal(e) -> new ConnectionRefused(url.host(), url.port());
            case IOException e when step == Step.CONNECTING -> new Unreachable(url.host(), url.port());
            case NoHttpResponseException e -> new ConnectionLost(step);
            case ConnectionClosedException e -> new ConnectionLost(step);
            case TruncatedChunkException e -> new ConnectionLost(step);
            case MalformedChunkCodingException e -> new NotHttp("its chunks are malformed");
            case MessageConstraintException e -> new NotHttp("its head is too large");
            case ClientProtocolException e
            when e.getCause() instanceof MessageConstraintException -> new NotHttp("its head is too large");
            case ClientProtocolException e -> new NotHttp("its head is malformed");
            case ZipException e -> new NotHttp("its body is not gzip, as it says");
            default -> new ConnectionLost(step);
        };
    }

    private static boolean isRefusal(ConnectException e) {
        return e.getMessage() != null && e.getMessage().contains("refused");
    }
}
