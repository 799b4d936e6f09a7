package io.tocsin.monitor.authority;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;

/** Signs collectors' tokens: JWT access tokens (RFC 9068) with RS256. */
public final class TokenAuthority {
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final RSAKey key;

    TokenAuthority(RSAKey key) {
        this.key = key;
    }

    static TokenAuthority of(Authority authority) {
        try {
            return new TokenAuthority(RSAKey.parse(authority.privateKey()));
        } catch (ParseException e) {
            throw new IllegalStateException("The stored key %s is no JSON Web Key".formatted(authority.id()), e);
        }
    }

    public String sign(JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .type(ACCESS_TOKEN)
                        .build(),
                claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("A token can't be signed", e);
        }
        return token.serialize();
    }
}
