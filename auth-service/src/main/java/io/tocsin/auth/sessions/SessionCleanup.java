package io.tocsin.auth.sessions;

import io.tocsin.platform.scheduling.Batches;
import java.sql.Timestamp;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets sessions that ended long ago, with their refresh tokens, and where they came from; a few at a time. */
@Component
class SessionCleanup {
    private static final int BATCH = 500;
    private static final int BATCHES = 20;

    private final JdbcClient jdbc;
    private final KnownNetworks networks;
    private final SessionSettings settings;
    private final InstantSource clock;

    SessionCleanup(JdbcClient jdbc, KnownNetworks networks, SessionSettings settings, InstantSource clock) {
        this.jdbc = jdbc;
        this.networks = networks;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    void forgetEnded() {
        Batches.whileFull(BATCHES, () -> forgetSome() == BATCH);
        Batches.whileFull(BATCHES, networks::forgetSome);
    }

    private int forgetSome() {
        Timestamp before = Timestamp.from(clock.instant().minus(settings.remembered()));
        return jdbc.sql("""
            DELETE FROM sessions WHERE id IN (
                SELECT id FROM sessions WHERE expires_at < ? OR revoked_at < ?
                LIMIT ? FOR UPDATE SKIP LOCKED)\
            """).params(before, before, BATCH).update();
    }
}
