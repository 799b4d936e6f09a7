package io.tocsin.query.webhooks;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many endpoints each account has. Taking a place locks the account's row until the transaction ends, so that of
 * many at once exactly as many succeed as the plan allows.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Places {
    private final JdbcClient jdbc;

    Places(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes one more, unless the account has that many already. */
    boolean take(String accountId, int limit) {
        return jdbc.sql("""
            INSERT INTO webhook_quota AS q (account_id, endpoints) SELECT :account, 1 WHERE :limit > 0
            ON CONFLICT (account_id) DO UPDATE SET endpoints = q.endpoints + 1 WHERE q.endpoints < :limit
            """).param("account", accountId).param("limit", limit).update() == 1;
    }

    void release(String accountId) {
        jdbc.sql("UPDATE webhook_quota SET endpoints = endpoints - 1 WHERE account_id = ? AND endpoints > 0")
                .param(accountId)
                .update();
    }
}
