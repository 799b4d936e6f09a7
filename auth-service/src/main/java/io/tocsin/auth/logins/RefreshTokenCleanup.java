package io.tocsin.auth.logins;

import io.tocsin.platform.scheduling.Batches;
import java.sql.Timestamp;
import java.time.InstantSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets refresh tokens that were used long ago, a few at a time; the others go with their session. */
@Component
class RefreshTokenCleanup {
    private static final int BATCH = 500;
    private static final int BATCHES = 20;

    private final JdbcClient jdbc;
    private final LoginSettings settings;
    private final InstantSource clock;

    RefreshTokenCleanup(JdbcClient jdbc, LoginSettings settings, InstantSource clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT2M")
    void forgetUsed() {
        Batches.whileFull(BATCHES, () -> forgetSome() == BATCH);
    }

    private int forgetSome() {
        return jdbc.sql("""
            DELETE FROM refresh_tokens WHERE token_hash IN (
                SELECT token_hash FROM refresh_tokens WHERE replaced_at < ?
                LIMIT ? FOR UPDATE SKIP LOCKED)\
            """)
                .params(Timestamp.from(clock.instant().minus(settings.remembered())), BATCH)
                .update();
    }
}
