package io.tocsin.journeys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.tocsin.platform.encryption.EncryptionSettings;
import io.tocsin.platform.encryption.FieldEncryption;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tokens that differ in one point from a good one of a user, which is what nobody may be let in with. Those that time or
 * the product itself would have to spoil are signed with the product's own key.
 */
final class ForgedTokens {

    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final JWTClaimsSet good;
    private final RSAKey product;
    private final RSAKey own;

    private ForgedTokens(JWTClaimsSet good, RSAKey product, RSAKey own) {
        this.good = good;
        this.product = product;
        this.own = own;
    }

    static ForgedTokens of(RunningProduct product, String token) throws IOException, SQLException {
        try {
            var own = new RSAKeyGenerator(2048)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
            var parsed = SignedJWT.parse(token);
            var key = signingKey(product, parsed.getHeader().getKeyID());
            return new ForgedTokens(parsed.getJWTClaimsSet(), key, own);
        } catch (JOSEException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By the point in which they differ. */
    Map<String, String> all(URI keysOfAStranger) throws JOSEException {
        var tokens = new LinkedHashMap<String, String>();
        tokens.put(
                "expired",
                signed(
                        product,
                        header(product).build(),
                        claims().expirationTime(past()).build()));
        tokens.put(
                "of a foreign issuer",
                signed(
                        product,
                        header(product).build(),
                        claims().issuer("https://issuer.example").build()));
        tokens.put(
                "for another audience",
                signed(
                        product,
                        header(product).build(),
                        claims().audience("somebody-else").build()));
        tokens.put(
                "of another type",
                signed(product, header(product).type(JOSEObjectType.JWT).build(), good));
        tokens.put("alg none", new PlainJWT(good).serialize());
        tokens.put("HS256 with the public key", withPublicKeyAsSecret());
        tokens.put("of an unknown key", signed(own, header(own).build(), good));
        tokens.put(
                "signed by a stranger in our key's name",
                signed(own, header(product).build(), good));
        tokens.put("with jku", signed(own, header(own).jwkURL(keysOfAStranger).build(), good));
        tokens.put(
                "with x5u", signed(own, header(own).x509CertURL(keysOfAStranger).build(), good));
        tokens.put("with jwk", signed(own, header(own).jwk(own.toPublicJWK()).build(), good));
        return tokens;
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder(good);
    }

    /** Beyond the skew of clocks that is forgiven. */
    private static Date past() {
        return Date.from(Instant.now().minusSeconds(120));
    }

    private static JWSHeader.Builder header(RSAKey key) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).type(ACCESS_TOKEN).keyID(key.getKeyID());
    }

    private static String signed(RSAKey key, JWSHeader header, JWTClaimsSet claims) throws JOSEException {
        return signed(new RSASSASigner(key), header, claims);
    }

    private String withPublicKeyAsSecret() throws JOSEException {
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(ACCESS_TOKEN)
                .keyID(product.getKeyID())
                .build();
        return signed(new MACSigner(product.toRSAPublicKey().getEncoded()), header, good);
    }

    private static String signed(JWSSigner signer, JWSHeader header, JWTClaimsSet claims) throws JOSEException {
        var token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    /** A key that the product signs with, as its database keeps it. */
    private static RSAKey signingKey(RunningProduct product, String kid)
            throws IOException, SQLException, ParseException {
        var secret = Files.readString(product.folder().resolve("secrets/ENCRYPTION_KEY"))
                .strip();
        var encryption = new FieldEncryption(new EncryptionSettings(secret, List.of()));
        try (var database = product.database();
                var query = database.prepareStatement("SELECT private_key FROM auth.signing_keys WHERE kid = ?")) {
            query.setString(1, kid);
            try (var rows = query.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalStateException("no key " + kid);
                }
                return RSAKey.parse(encryption.decrypt(rows.getString(1), "signing_keys.private_key " + kid));
            }
        }
    }
}
