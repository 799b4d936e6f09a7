package io.tocsin.platform.door;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;

/** Opens the door beside the plain port: TLS 1.2 or 1.3, and nobody enters without a certificate. */
public final class DoorConnector implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final Logger LOG = LoggerFactory.getLogger(DoorConnector.class);
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int HEADER_BYTES = 16 * 1024;
    private static final int SWALLOWED_BYTES = 16 << 20;

    private final DoorSettings settings;
    private final TrustedAuthorities authorities;

    public DoorConnector(DoorSettings settings, TrustedAuthorities authorities) {
        this.settings = settings;
        this.authorities = authorities;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        if (!settings.open()) {
            LOG.warn("The collectors' door is closed: tocsin.door.certificate and tocsin.door.key are not set");
            return;
        }
        factory.addAdditionalConnectors(connector());
        LOG.info("The collectors' door is at {} port {}", settings.address(), settings.port());
    }

    private Connector connector() {
        Connector connector = new Connector(Http11NioProtocol.class.getName());
        connector.setPort(settings.port());
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("address", settings.address());
        Http11NioProtocol protocol = (Http11NioProtocol) connector.getProtocolHandler();
        protocol.setSSLEnabled(true);
        protocol.setConnectionTimeout(TIMEOUT_MILLIS);
        protocol.setMaxHttpHeaderSize(HEADER_BYTES);
        protocol.setMaxSwallowSize(SWALLOWED_BYTES);
        protocol.setExecutor(new VirtualThreadExecutor("door-"));
        protocol.addSslHostConfig(tls());
        return connector;
    }

    private SSLHostConfig tls() {
        SSLHostConfig tls = new SSLHostConfig();
        tls.setProtocols("TLSv1.2+TLSv1.3");
        tls.setCertificateVerification("required");
        SSLHostConfigCertificate certificate =
                new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        certificate.setSslContext(DoorTls.of(settings, new AuthorityTrust(authorities)));
        tls.addCertificate(certificate);
        return tls;
    }
}
