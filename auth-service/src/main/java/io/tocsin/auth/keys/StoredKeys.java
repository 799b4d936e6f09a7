package io.tocsin.auth.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.tocsin.platform.encryption.FieldEncryption;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The table of signing keys; their private parts are encrypted. */
@Repository
class StoredKeys {
    private static final int BITS = 2048;
    private static final long LOCK = 0x7463_6b65_7973L;

    private final JdbcClient jdbc;
    private final FieldEncryption encryption;

    StoredKeys(JdbcClient jdbc, FieldEncryption encryption) {
        this.jdbc = jdbc;
        this.encryption = encryption;
    }

    /** All of them, the one that signs last first. */
    List<SigningKey> all() {
        return jdbc.sql("SELECT kid, private_key, active_from FROM signing_keys ORDER BY active_from DESC, kid")
                .query((row, _) -> new SigningKey(
                        parse(encryption.decrypt(row.getString(2), context(row.getString(1)))),
                        row.getTimestamp(3).toInstant()))
                .list();
    }

    /** Keeps other instances from changing keys until the transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(?)")
                .param(LOCK)
                .query((_, _) -> true)
                .single();
    }

    SigningKey make(Instant now, Instant activeFrom) {
        RSAKey key = generate();
        jdbc.sql("INSERT INTO signing_keys (kid, private_key, created_at, active_from) VALUES (?, ?, ?, ?)")
                .params(
                        key.getKeyID(),
                        encryption.encrypt(key.toJSONString(), context(key.getKeyID())),
                        Timestamp.from(now),
                        Timestamp.from(activeFrom))
                .update();
        return new SigningKey(key, activeFrom);
    }

    /** Forgets the keys whose successor has been signing since before that instant. */
    int removeReplacedBefore(Instant instant) {
        return jdbc.sql("""
            DELETE FROM signing_keys WHERE active_from < (
                SELECT max(active_from) FROM signing_keys WHERE active_from < ?)\
            """).param(Timestamp.from(instant)).update();
    }

    private static String context(String kid) {
        return "signing_keys.private_key " + kid;
    }

    private static JWK parse(String json) {
        try {
            return JWK.parse(json);
        } catch (ParseException e) {
            throw new IllegalStateException("A stored signing key is no JWK", e);
        }
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java runtime makes RSA keys", e);
        }
    }
}
