package io.tocsin.auth.sessions;

import io.tocsin.auth.addresses.Network;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The networks that people have proved to be in lately: by signing in, or with the token of an invitation. */
@Service
public class KnownNetworks {
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final SessionSettings settings;
    private final InstantSource clock;

    KnownNetworks(JdbcClient jdbc, SessionSettings settings, InstantSource clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    public void remember(String userId, String accountId, String address) {
        jdbc.sql("""
            INSERT INTO known_networks (user_id, account_id, network, last_seen) VALUES (?, ?, ?, ?)
            ON CONFLICT (user_id, network) DO UPDATE SET last_seen = excluded.last_seen\
            """)
                .params(userId, accountId, Network.of(address), Timestamp.from(clock.instant()))
                .update();
    }

    /** Takes as long for whom nobody knows. */
    public boolean isKnown(String userId, String address) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM known_networks WHERE user_id = ? AND network = ? AND last_seen >"
                        + " ?)")
                .params(userId, Network.of(address), Timestamp.from(oldest()))
                .query(Boolean.class)
                .single();
    }

    /** @return whether there may be more that are too old */
    boolean forgetSome() {
        return jdbc.sql("""
            DELETE FROM known_networks WHERE (user_id, network) IN (
                SELECT user_id, network FROM known_networks WHERE last_seen < ?
                LIMIT ? FOR UPDATE SKIP LOCKED)\
            """).params(Timestamp.from(oldest()), BATCH).update() == BATCH;
    }

    private Instant oldest() {
        return clock.instant().minus(settings.remembered());
    }
}
