package io.tocsin.platform.door;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts the certificates that the authorities of the moment signed for clients. The authorities change while the door is
 * open; a connection that is open already is judged anew with each request, by the service behind the door.
 */
final class AuthorityTrust extends X509ExtendedTrustManager {
    private record Trust(List<X509Certificate> roots, X509ExtendedTrustManager manager) {}

    private final TrustedAuthorities authorities;
    private volatile @Nullable Trust current;

    AuthorityTrust(TrustedAuthorities authorities) {
        this.authorities = authorities;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        trust().checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        trust().checkClientTrusted(chain, authType, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        trust().checkClientTrusted(chain, authType, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("The door calls no server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("The door calls no server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("The door calls no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.certificates().toArray(X509Certificate[]::new);
    }

    private X509ExtendedTrustManager trust() throws CertificateException {
        List<X509Certificate> roots = authorities.certificates();
        if (roots.isEmpty()) {
            throw new CertificateException("No authority for collectors is known yet");
        }
        Trust known = current;
        if (known == null || !known.roots().equals(roots)) {
            known = new Trust(roots, manager(roots));
            current = known;
        }
        return known.manager();
    }

    private static X509ExtendedTrustManager manager(List<X509Certificate> roots) throws CertificateException {
        try {
            KeyStore anchors = KeyStore.getInstance(KeyStore.getDefaultType());
            anchors.load(null, null);
            for (int i = 0; i < roots.size(); i++) {
                anchors.setCertificateEntry("authority-" + i, roots.get(i));
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(anchors);
            return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException("The authorities can't be used", e);
        }
    }
}
