package io.tocsin.auth.identities;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpHandlers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;

/** An issuer with one key, which it publishes where Auth0 does. */
final class OtherIssuer {
    static final String AUDIENCE = "https://tocsin.example.org";

    private static final RSAKey KEY = key();
    private static final HttpServer SERVER = serve();

    private OtherIssuer() {}

    static String address() {
        return "http://127.0.0.1:" + SERVER.getAddress().getPort() + "/";
    }

    static String token(String subject, Consumer<JWTClaimsSet.Builder> claims) throws JOSEException {
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder()
                .issuer(address())
                .subject(subject)
                .audience(AUDIENCE)
                .claim("email", "somebody@example.org")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
        claims.accept(builder);
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(KEY.getKeyID()).build(), builder.build());
        jwt.sign(new RSASSASigner(KEY));
        return jwt.serialize();
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("other").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpServer serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/.well-known/jwks.json",
                    HttpHandlers.of(200, Headers.of("Content-Type", "application/json"), new JWKSet(KEY).toString()));
            server.start();
            readOnce(server);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The service waits no longer than two seconds for the keys: what is slow the first time is slow here. */
    private static void readOnce(HttpServer server) throws IOException {
        URI keys = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/.well-known/jwks.json");
        try (InputStream body = keys.toURL().openStream()) {
            body.readAllBytes();
        }
    }
}
