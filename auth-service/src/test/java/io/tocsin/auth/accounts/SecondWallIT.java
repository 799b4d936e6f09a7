package io.tocsin.auth.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.auth.Door;
import io.tocsin.auth.Somebody;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.testing.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database shows to a query that has forgotten the account. */
@IntegrationTest
class SecondWallIT {
    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @ValueSource(strings = {"users", "sessions", "refresh_tokens", "invitations", "oauth_clients"})
    void showsARequestItsOwnAccount(String table) throws Exception {
        Somebody own = withEverything();
        withEverything();

        assertThat(Tenancy.inAccount(own.accountId(), () -> accounts("account_id", table)))
                .isEqualTo(1);
        assertThat(Tenancy.inEveryAccount(() -> accounts("account_id", table))).isGreaterThan(1);
    }

    @Test
    void showsTheAccountItself() throws Exception {
        Somebody own = withEverything();

        assertThat(Tenancy.inAccount(own.accountId(), () -> accounts("id", "accounts")))
                .isEqualTo(1);
    }

    @Test
    void standsBeforeEveryTableOfAccounts() {
        assertThat(jdbc.sql("""
            SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
            WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
                AND a.attname = 'account_id' AND NOT a.attisdropped
                AND NOT (c.relforcerowsecurity AND c.relrowsecurity
                    AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))
            """).query(String.class).list()).isEmpty();
    }

    private Somebody withEverything() throws Exception {
        Somebody owner = Somebody.signedUp(new Door(port));
        owner.invite("somebody@example.org", "viewer");
        owner.post("/internal/v1/oauth-clients", "{\"name\":\"ci\",\"scopes\":[\"monitors:read\"]}");
        return owner;
    }

    private int accounts(String column, String table) {
        return jdbc.sql("SELECT count(DISTINCT " + column + ") FROM " + table)
                .query(Integer.class)
                .single();
    }
}
