package io.tocsin.auth.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.tocsin.platform.encryption.FieldEncryption;
import java.sql.Timestamp;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The RSA keys that sign tokens, the newest first. All instances share them through the database, where their private
 * parts are encrypted; the first instance makes the first one. Known keys outlive an outage of the database.
 */
@Component
class SigningKeys implements JWKSource<SecurityContext> {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int BITS = 2048;
    private static final long LOCK = 0x7463_6b65_7973L;

    private record Loaded(JWKSet keys, Instant at) {}

    private final JdbcClient jdbc;
    private final FieldEncryption encryption;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private volatile @Nullable Loaded loaded;

    SigningKeys(JdbcClient jdbc, FieldEncryption encryption, TransactionOperations transactions, InstantSource clock) {
        this.jdbc = jdbc;
        this.encryption = encryption;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(current());
    }

    private JWKSet current() {
        Loaded known = loaded;
        if (known != null && known.at().plus(FRESH).isAfter(clock.instant())) {
            return known.keys();
        }
        return reload();
    }

    private synchronized JWKSet reload() {
        Loaded known = loaded;
        Instant now = clock.instant();
        if (known != null && known.at().plus(FRESH).isAfter(now)) {
            return known.keys();
        }
        try {
            loaded = new Loaded(load(), now);
        } catch (DataAccessException | TransactionException e) {
            if (known == null) {
                throw e;
            }
            LOG.warn("The signing keys could not be read again, the known ones stay: {}", e.toString());
            loaded = new Loaded(known.keys(), now);
        }
        return Objects.requireNonNull(loaded).keys();
    }

    private JWKSet load() {
        List<JWK> stored = stored();
        return new JWKSet(stored.isEmpty() ? makeFirst() : stored);
    }

    private List<JWK> makeFirst() {
        return Objects.requireNonNull(transactions.execute(_ -> {
            jdbc.sql("SELECT pg_advisory_xact_lock(?)")
                    .param(LOCK)
                    .query((_, _) -> true)
                    .single();
            List<JWK> meanwhile = stored();
            if (!meanwhile.isEmpty()) {
                return meanwhile;
            }
            RSAKey key = generate();
            jdbc.sql("INSERT INTO signing_keys (kid, private_key, created_at) VALUES (?, ?, ?)")
                    .params(
                            key.getKeyID(),
                            encryption.encrypt(key.toJSONString(), context(key.getKeyID())),
                            Timestamp.from(clock.instant()))
                    .update();
            return List.of(key);
        }));
    }

    private List<JWK> stored() {
        return jdbc.sql("SELECT kid, private_key FROM signing_keys ORDER BY created_at DESC")
                .query((row, _) -> parse(encryption.decrypt(row.getString(2), context(row.getString(1)))))
                .list();
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
