package io.tocsin.auth.deletion;

import io.tocsin.auth.accounts.Account;
import io.tocsin.auth.accounts.Accounts;
import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.members.Members;
import io.tocsin.auth.revocations.RevocationPublisher;
import io.tocsin.auth.revocations.RevocationPublisher.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What "for good" means: no row tells any more who it was, and every service hears of it. */
@Service
class Erasure {
    private final Accounts accounts;
    private final Members members;
    private final RevocationPublisher revocations;
    private final AuditPublisher audit;
    private final JdbcClient jdbc;

    Erasure(
            Accounts accounts,
            Members members,
            RevocationPublisher revocations,
            AuditPublisher audit,
            JdbcClient jdbc) {
        this.accounts = accounts;
        this.members = members;
        this.revocations = revocations;
        this.audit = audit;
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void ofAccount(String accountId, Instant now) {
        accounts.change(accountId, now, account -> erase(account, now));
        audit.system(accountId, "account.deleted", accountId, Map.of());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void ofPerson(String accountId, String userId) {
        accounts.locked(accountId);
        members.erase(accountId, userId);
        audit.system(accountId, "user.deleted", userId, Map.of());
    }

    private void erase(Account account, Instant now) {
        String id = account.id();
        for (String client : ids("DELETE FROM oauth_clients WHERE account_id = ? RETURNING client_id", id)) {
            revocations.revoked(Kind.CLIENT, client, id, now);
        }
        jdbc.sql("DELETE FROM invitations WHERE account_id = ?").param(id).update();
        jdbc.sql("DELETE FROM impersonations WHERE account_id = ?").param(id).update();
        for (String user : ids("SELECT id FROM users WHERE account_id = ?", id)) {
            members.erase(id, user);
        }
        revocations.revoked(Kind.ACCOUNT, id, id, now);
        account.erase(now);
    }

    private List<String> ids(String sql, String accountId) {
        return jdbc.sql(sql).param(accountId).query(String.class).list();
    }
}
