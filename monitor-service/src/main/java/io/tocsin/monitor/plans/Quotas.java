package io.tocsin.monitor.plans;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How many monitors and collectors each account has. Taking one locks the account's row until the transaction ends, so
 * that of many at once exactly as many succeed as the plan allows.
 */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Quotas {
    /** What is counted. */
    public enum Countable {
        MONITORS("monitors"),
        COLLECTORS("collectors");

        private final String column;

        Countable(String column) {
            this.column = column;
        }
    }

    private static final String TAKE = """
        INSERT INTO quota (account_id, %1$s) SELECT :account, 1 WHERE :limit > 0
        ON CONFLICT (account_id) DO UPDATE SET %1$s = quota.%1$s + 1 WHERE quota.%1$s < :limit AND quota.closed_at IS NULL
        """;

    private final JdbcClient jdbc;

    Quotas(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes one more, unless the account has that many already. */
    public boolean take(String accountId, Countable what, int limit) {
        return jdbc.sql(TAKE.formatted(what.column))
                        .param("account", accountId)
                        .param("limit", limit)
                        .update()
                == 1;
    }

    /** From now on nothing can be taken for the account, whoever has begun to; it is said once and for all. */
    public void close(String accountId) {
        jdbc.sql("""
            INSERT INTO quota (account_id, closed_at) VALUES (?, now())
            ON CONFLICT (account_id) DO UPDATE SET closed_at = coalesce(quota.closed_at, excluded.closed_at)
            """).param(accountId).update();
    }

    /** Gives one back. */
    public void release(String accountId, Countable what) {
        jdbc.sql("UPDATE quota SET %1$s = %1$s - 1 WHERE account_id = ?".formatted(what.column))
                .param(accountId)
                .update();
    }
}
