package io.tocsin.ingest.probes;

import io.netty.channel.Channel;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslSessionContext;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.tocsin.platform.egress.EgressFailure;
import io.tocsin.platform.egress.EgressFailure.ConnectionLost;
import io.tocsin.platform.egress.EgressFailure.Step;
import io.tocsin.platform.egress.TlsDiagnosis;
import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Agrees on TLS, with BoringSSL where it runs (a fifth of what the JDK's handshake costs) and the JDK elsewhere. The chain
 * and the name are checked by the JDK's rules in both cases; sessions are not resumed, so that each check sees the
 * certificate of the day.
 */
@Component
class Handshakes {
    private static final Logger LOG = LoggerFactory.getLogger(Handshakes.class);

    private final SslContext tls;

    Handshakes(CertificateTrust trust) {
        boolean boring = OpenSsl.isAvailable();
        LOG.info("Probes use {} for TLS", boring ? OpenSsl.versionString() : "the JDK");
        try {
            tls = SslContextBuilder.forClient()
                    .sslProvider(boring ? SslProvider.OPENSSL : SslProvider.JDK)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .endpointIdentificationAlgorithm("HTTPS")
                    .trustManager(trust)
                    .sessionTimeout(1)
                    .sessionCacheSize(1)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException("This JVM has no TLS", e);
        }
        if (tls.sessionContext() instanceof OpenSslSessionContext sessions) {
            sessions.setSessionCacheEnabled(false);
        }
    }

    /**
     * Secures a connection; where that fails, the attempt is over.
     *
     * @param secured gets the chain that the target showed, its own certificate first
     */
    void secure(Channel channel, String host, int port, Attempt attempt, Consumer<List<X509Certificate>> secured) {
        attempt.begin(Step.SECURING);
        SslHandler handler = tls.newHandler(channel.alloc(), host, port);
        handler.setHandshakeTimeoutMillis(0); // the attempt's deadline ends it
        channel.pipeline().addLast(handler);
        handler.handshakeFuture()
                .addListener(done -> Connections.on(attempt, () -> {
                    if (done.isSuccess()) {
                        List<X509Certificate> chain = chain(handler);
                        attempt.sawCertificate(chain.getFirst().getNotAfter().toInstant());
                        secured.accept(chain);
                    } else {
                        attempt.fail(failure(done.cause(), attempt));
                    }
                }));
    }

    private static List<X509Certificate> chain(SslHandler handler) {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate certificate : handler.engine().getSession().getPeerCertificates()) {
                chain.add((X509Certificate) certificate);
            }
            return chain;
        } catch (SSLPeerUnverifiedException e) {
            throw new IllegalStateException("A handshake without a certificate succeeded", e);
        }
    }

    private static EgressFailure failure(Throwable problem, Attempt attempt) {
        UntrustedException untrusted = UntrustedException.in(problem);
        if (untrusted != null && !untrusted.chain().isEmpty()) {
            attempt.sawCertificate(untrusted.chain().getFirst().getNotAfter().toInstant());
        }
        return problem instanceof SSLException tlsProblem && !isLoss(tlsProblem)
                ? TlsDiagnosis.of(tlsProblem)
                : new ConnectionLost(Step.SECURING);
    }

    private static boolean isLoss(SSLException problem) {
        return problem.getCause() instanceof IOException cause && !(cause instanceof SSLException)
                || String.valueOf(problem.getMessage()).contains("closed");
    }
}
