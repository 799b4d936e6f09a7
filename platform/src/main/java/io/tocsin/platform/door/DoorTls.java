package io.tocsin.platform.door;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import org.apache.tomcat.util.net.SSLContext;
import org.springframework.boot.ssl.pem.PemContent;

/** Tomcat's view of a TLS context that is complete already: the door's own key, and trust that follows a topic. */
final class DoorTls implements SSLContext {
    private final javax.net.ssl.SSLContext tls;
    private final List<X509Certificate> chain;
    private final AuthorityTrust trust;

    private DoorTls(javax.net.ssl.SSLContext tls, List<X509Certificate> chain, AuthorityTrust trust) {
        this.tls = tls;
        this.chain = chain;
        this.trust = trust;
    }

    /** @throws IllegalStateException if certificate and key can't be read or used */
    static DoorTls of(DoorSettings settings, AuthorityTrust trust) {
        try {
            List<X509Certificate> chain =
                    PemContent.load(Path.of(settings.certificate())).getCertificates();
            PrivateKey key = Objects.requireNonNull(
                    PemContent.load(Path.of(settings.key())).getPrivateKey(), "the file holds no private key");
            mustBelongTogether(chain.getFirst(), key);
            javax.net.ssl.SSLContext tls = javax.net.ssl.SSLContext.getInstance("TLS");
            tls.init(keys(chain, key), new TrustManager[] {trust}, null);
            return new DoorTls(tls, chain, trust);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "tocsin.door.certificate and tocsin.door.key can't be used: " + e.getMessage(), e);
        }
    }

    /** Otherwise only the first collector would notice. */
    private static void mustBelongTogether(X509Certificate certificate, PrivateKey key)
            throws GeneralSecurityException {
        Signature signature =
                Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
        signature.initSign(key);
        byte[] signed = signature.sign();
        signature.initVerify(certificate.getPublicKey());
        if (!signature.verify(signed)) {
            throw new GeneralSecurityException("the key is not the certificate's");
        }
    }

    private static KeyManager[] keys(List<X509Certificate> chain, PrivateKey key)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        char[] inMemory = new char[0];
        store.setKeyEntry("door", key, inMemory, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, inMemory);
        return factory.getKeyManagers();
    }

    @Override
    public void init(KeyManager[] keys, TrustManager[] trusts, SecureRandom random) throws KeyManagementException {
        throw new KeyManagementException("The door's TLS is set up already");
    }

    @Override
    public void destroy() {}

    @Override
    public SSLSessionContext getServerSessionContext() {
        return tls.getServerSessionContext();
    }

    @Override
    public SSLEngine createSSLEngine() {
        return tls.createSSLEngine();
    }

    @Override
    public SSLServerSocketFactory getServerSocketFactory() {
        return tls.getServerSocketFactory();
    }

    @Override
    public SSLParameters getSupportedSSLParameters() {
        return tls.getSupportedSSLParameters();
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return chain.toArray(X509Certificate[]::new);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return trust.getAcceptedIssuers();
    }
}
