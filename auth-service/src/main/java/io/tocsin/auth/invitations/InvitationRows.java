package io.tocsin.auth.invitations;

import io.tocsin.auth.paging.Page;
import io.tocsin.auth.paging.PageRequest;
import io.tocsin.auth.secrets.OpaqueToken;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of invitations. Those that were accepted, revoked or have expired are not open any more. */
@Repository
public class InvitationRows {
    private static final String OPEN = " accepted_at IS NULL AND revoked_at IS NULL AND expires_at > ?";
    private static final String SELECT = "SELECT " + Invitation.COLUMNS + " FROM invitations WHERE";

    private final JdbcClient jdbc;

    InvitationRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Open ones, the oldest first. */
    public Page<Invitation> page(String accountId, PageRequest request, Instant now) {
        List<Invitation> found = jdbc.sql(SELECT + OPEN + " AND account_id = ? AND id > ? ORDER BY id LIMIT ?")
                .params(Timestamp.from(now), accountId, request.after(), request.rows())
                .query((row, _) -> Invitation.of(row))
                .list();
        return request.page(found, Invitation::id);
    }

    int open(String accountId, Instant now) {
        return jdbc.sql("SELECT count(*) FROM invitations WHERE" + OPEN + " AND account_id = ?")
                .params(Timestamp.from(now), accountId)
                .query(Integer.class)
                .single();
    }

    void insert(Invitation invitation, String token) {
        jdbc.sql("""
            INSERT INTO invitations (id, account_id, email, role, token_hash, invited_by, created_at, expires_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
            """)
                .params(
                        invitation.id(),
                        invitation.accountId(),
                        invitation.email(),
                        invitation.role(),
                        OpaqueToken.hash(token),
                        invitation.invitedBy(),
                        Timestamp.from(invitation.createdAt()),
                        Timestamp.from(invitation.expiresAt()))
                .update();
    }

    boolean revoke(String accountId, String id, Instant now) {
        return jdbc.sql("UPDATE invitations SET revoked_at = ? WHERE" + OPEN + " AND account_id = ? AND id = ?")
                        .params(Timestamp.from(now), Timestamp.from(now), accountId, id)
                        .update()
                == 1;
    }

    @Nullable
    Invitation find(String token, Instant now) {
        return jdbc.sql(SELECT + OPEN + " AND token_hash = ?")
                .params(Timestamp.from(now), OpaqueToken.hash(token))
                .query((row, _) -> Invitation.of(row))
                .optional()
                .orElse(null);
    }

    /** Of many at once, one gets it. */
    boolean take(String id, Instant now) {
        return jdbc.sql("UPDATE invitations SET accepted_at = ? WHERE" + OPEN + " AND id = ?")
                        .params(Timestamp.from(now), Timestamp.from(now), id)
                        .update()
                == 1;
    }
}
