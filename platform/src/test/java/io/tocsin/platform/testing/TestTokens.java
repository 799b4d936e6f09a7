package io.tocsin.platform.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
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
import io.tocsin.schemas.Claims;
import io.tocsin.schemas.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;

/** Signs tokens as auth-service does and serves the key that verifies them. */
public final class TestTokens {
    /** Issuer that services believe unless configured otherwise. */
    public static final String ISSUER = "http://localhost:8080";

    private static final RSAKey KEY = key();
    private static final HttpServer JWKS = serve();

    private TestTokens() {}

    /** Where the key is served. */
    public static String jwksUri() {
        return "http://127.0.0.1:" + JWKS.getAddress().getPort() + "/oauth/jwks";
    }

    /** A person's token. */
    public static String user(String accountId, String role) {
        return signed(claims -> claims.audience(Claims.USER_AUDIENCE)
                .subject(Ids.next("usr"))
                .claim(Claims.ACCOUNT, accountId)
                .claim(Claims.ROLE, role)
                .claim(Claims.TIER, "enterprise")
                .claim(Claims.SESSION, Ids.next("ses")));
    }

    /** The token of an operator, who owns an account as well. */
    public static String operator(String accountId) {
        return signed(claims -> claims.audience(Claims.USER_AUDIENCE)
                .subject(Ids.next("usr"))
                .claim(Claims.ACCOUNT, accountId)
                .claim(Claims.ROLE, "owner")
                .claim(Claims.OPERATOR, true)
                .claim(Claims.TIER, "enterprise")
                .claim(Claims.SESSION, Ids.next("ses")));
    }

    /** An OAuth client's token. */
    public static String client(String accountId, String... scopes) {
        String id = Ids.next("cli");
        return signed(claims -> claims.audience(Claims.CLIENT_AUDIENCE)
                .subject(id)
                .claim(Claims.CLIENT, id)
                .claim(Claims.ACCOUNT, accountId)
                .claim(Claims.TIER, "enterprise")
                .claim(Claims.SCOPE, String.join(" ", scopes)));
    }

    /** A token with whatever claims the test wants; issuer and times are right unless overwritten. */
    public static String signed(Consumer<JWTClaimsSet.Builder> claims) {
        Instant now = Instant.now();
        JWTClaimsSet.Builder builder = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(900)))
                .jwtID(Ids.next("evt"));
        claims.accept(builder);
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(KEY.getKeyID())
                            .type(new JOSEObjectType("at+jwt"))
                            .build(),
                    builder.build());
            token.sign(new RSASSASigner(KEY));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey key() {
        try {
            return new RSAKeyGenerator(2048).keyID("test").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpServer serve() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/oauth/jwks",
                    HttpHandlers.of(200, Headers.of("Content-Type", "application/json"), new JWKSet(KEY).toString()));
            server.start();
            readOnce(server);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A service waits no longer than two seconds for the keys: what is slow the first time is slow here. */
    private static void readOnce(HttpServer server) throws IOException {
        URI keys = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/oauth/jwks");
        try (InputStream body = keys.toURL().openStream()) {
            body.readAllBytes();
        }
    }
}
