package io.tocsin.auth.deletion;

import io.tocsin.platform.scheduling.Batches;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets what was closed long ago, a few rows at a time: invitations, impersonations, OAuth clients. */
@Component
class ClosedRows {
    private static final int BATCH = 500;
    private static final int BATCHES = 20;
    private static final List<String> CLOSED = List.of("""
        DELETE FROM invitations WHERE id IN (
            SELECT id FROM invitations WHERE coalesce(accepted_at, revoked_at, expires_at) < ?
            LIMIT ? FOR UPDATE SKIP LOCKED)\
        """, """
        DELETE FROM impersonations WHERE id IN (
            SELECT id FROM impersonations WHERE coalesce(ended_at, expires_at) < ?
            LIMIT ? FOR UPDATE SKIP LOCKED)\
        """, """
        DELETE FROM oauth_clients WHERE client_id IN (
            SELECT client_id FROM oauth_clients WHERE revoked_at < ?
            LIMIT ? FOR UPDATE SKIP LOCKED)\
        """);

    private final JdbcClient jdbc;
    private final DeletionSettings settings;
    private final InstantSource clock;

    ClosedRows(JdbcClient jdbc, DeletionSettings settings, InstantSource clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT3M")
    void forget() {
        CLOSED.forEach(this::forget);
    }

    private void forget(String closed) {
        Batches.whileFull(BATCHES, () -> forgetSome(closed) == BATCH);
    }

    private int forgetSome(String closed) {
        Timestamp before = Timestamp.from(clock.instant().minus(settings.closed()));
        return jdbc.sql(closed).params(before, BATCH).update();
    }
}
