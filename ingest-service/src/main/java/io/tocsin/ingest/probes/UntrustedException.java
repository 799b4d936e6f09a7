package io.tocsin.ingest.probes;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chain that is not trusted; it carries the chain, because a failed handshake tells of none. */
final class UntrustedException extends CertificateException {
    private static final long serialVersionUID = 1L;

    private final transient List<X509Certificate> chain;

    UntrustedException(CertificateException cause, X509Certificate[] chain) {
        super(cause.getMessage(), cause);
        this.chain = List.of(chain);
    }

    List<X509Certificate> chain() {
        return chain;
    }

    /** The one among the causes of a problem; null where it failed for something else. */
    static @Nullable UntrustedException in(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof UntrustedException untrusted) {
                return untrusted;
            }
        }
        return null;
    }
}
