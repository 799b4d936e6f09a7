package io.tocsin.monitor.idempotency;

import io.tocsin.monitor.accounts.Leftovers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Answers that were kept for an account end with it. */
@Component
class RepetitionLeftovers implements Leftovers {
    private final JdbcClient jdbc;

    RepetitionLeftovers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public int removeSome(String accountId, int most) {
        return jdbc.sql("""
            DELETE FROM repetition WHERE account_id = :account AND key IN (
                SELECT key FROM repetition WHERE account_id = :account LIMIT :most)
            """).param("account", accountId).param("most", most).update();
    }
}
