package io.tocsin.auth.keys;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The RSA keys that sign tokens: the one that signs, the next one, and those before it as long as a token of theirs can be
 * alive. All instances share them through the database; the first instance makes the first one. Known keys outlive an
 * outage of the database.
 */
@Component
class SigningKeys implements JWKSource<SecurityContext> {
    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    private record Loaded(List<SigningKey> keys, JWKSet published, Instant at) {
        static Loaded of(List<SigningKey> keys, Instant at) {
            return new Loaded(
                    keys, new JWKSet(keys.stream().map(SigningKey::jwk).toList()), at);
        }
    }

    private final StoredKeys stored;
    private final KeySettings settings;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private volatile @Nullable Loaded loaded;

    SigningKeys(StoredKeys stored, KeySettings settings, TransactionOperations transactions, InstantSource clock) {
        this.stored = stored;
        this.settings = settings;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whatever is published, which verifies. */
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(current().published());
    }

    /** The one that signs now. */
    JWK signing() {
        Instant now = clock.instant();
        List<SigningKey> keys = current().keys();
        return keys.stream()
                .filter(key -> !key.activeFrom().isAfter(now))
                .findFirst()
                .orElseGet(keys::getLast)
                .jwk();
    }

    private Loaded current() {
        Loaded known = loaded;
        return known != null && isFresh(known) ? known : reload();
    }

    private boolean isFresh(Loaded known) {
        return known.at().plus(settings.fresh()).isAfter(clock.instant());
    }

    private synchronized Loaded reload() {
        Loaded known = loaded;
        if (known != null && isFresh(known)) {
            return known;
        }
        Loaded read;
        try {
            read = Loaded.of(load(), clock.instant());
        } catch (DataAccessException | TransactionException e) {
            if (known == null) {
                throw e;
            }
            LOG.warn("The signing keys could not be read again, the known ones stay: {}", e.toString());
            read = new Loaded(known.keys(), known.published(), clock.instant());
        }
        loaded = read;
        return read;
    }

    private List<SigningKey> load() {
        List<SigningKey> keys = stored.all();
        return keys.isEmpty() ? makeFirst() : keys;
    }

    private List<SigningKey> makeFirst() {
        return Objects.requireNonNull(transactions.execute(_ -> {
            stored.lock();
            List<SigningKey> meanwhile = stored.all();
            Instant now = clock.instant();
            return meanwhile.isEmpty() ? List.of(stored.make(now, now)) : meanwhile;
        }));
    }
}
