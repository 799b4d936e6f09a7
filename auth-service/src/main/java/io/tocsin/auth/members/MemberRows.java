package io.tocsin.auth.members;

import io.tocsin.auth.paging.Page;
import io.tocsin.auth.paging.PageRequest;
import io.tocsin.auth.people.Role;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The users of an account, in the table of all users. */
@Repository
public class MemberRows {
    private static final String SELECT = "SELECT " + Member.COLUMNS + " FROM users WHERE account_id = ?";

    private final JdbcClient jdbc;

    MemberRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The oldest first. */
    public Page<Member> page(String accountId, PageRequest request) {
        List<Member> found = jdbc.sql(SELECT + " AND id > ? ORDER BY id LIMIT ?")
                .params(accountId, request.after(), request.rows())
                .query((row, _) -> Member.of(row))
                .list();
        return request.page(found, Member::id);
    }

    public List<Member> all(String accountId) {
        return jdbc.sql(SELECT + " ORDER BY id")
                .param(accountId)
                .query((row, _) -> Member.of(row))
                .list();
    }

    /** @throws ApiException USER_001 if the account has no such user */
    public Member byId(String accountId, String id) {
        Member member = find(accountId, id);
        if (member == null) {
            throw new ApiException(ErrorCode.USER_001);
        }
        return member;
    }

    @Nullable
    Member find(String accountId, String id) {
        return jdbc.sql(SELECT + " AND id = ?")
                .params(accountId, id)
                .query((row, _) -> Member.of(row))
                .optional()
                .orElse(null);
    }

    /** Owners that the account can count on. */
    int owners(String accountId) {
        return (int) all(accountId).stream()
                .filter(member -> member.inRole() == Role.OWNER && member.isStaying())
                .count();
    }

    void changeRole(String id, Role role, Instant now) {
        jdbc.sql("UPDATE users SET role = ?, revision = revision + 1, updated_at = ? WHERE id = ?")
                .params(role.wireName(), Timestamp.from(now), id)
                .update();
    }

    void markForDeletion(String id, @Nullable Instant since, Instant now) {
        jdbc.sql("UPDATE users SET deletion_requested_at = ?, revision = revision + 1, updated_at = ? WHERE id = ?")
                .param(since == null ? null : Timestamp.from(since))
                .param(Timestamp.from(now))
                .param(id)
                .update();
    }

    /** Places in the account that somebody gave away who may not any more. */
    void revokeInvitationsBy(String id, Instant now) {
        jdbc.sql("UPDATE invitations SET revoked_at = ? WHERE invited_by = ? AND accepted_at IS NULL"
                        + " AND revoked_at IS NULL")
                .params(Timestamp.from(now), id)
                .update();
    }

    /** With all sessions, and the invitation that has the address, whatever else is kept of the person goes too. */
    void delete(String id) {
        jdbc.sql("""
            DELETE FROM invitations i USING users u
            WHERE u.id = ? AND i.account_id = u.account_id AND lower(i.email) = lower(u.email)\
            """).param(id).update();
        jdbc.sql("DELETE FROM sessions WHERE user_id = ?").param(id).update();
        jdbc.sql("DELETE FROM users WHERE id = ?").param(id).update();
    }
}
