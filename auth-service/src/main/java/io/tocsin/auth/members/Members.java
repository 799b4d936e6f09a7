package io.tocsin.auth.members;

import io.tocsin.auth.accounts.Accounts;
import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.audit.Changes;
import io.tocsin.auth.impersonation.Impersonations;
import io.tocsin.auth.people.Role;
import io.tocsin.auth.revocations.RevocationPublisher;
import io.tocsin.auth.revocations.RevocationPublisher.Kind;
import io.tocsin.auth.sessions.EndOfSessions;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes who belongs to an account. The account is locked first and roles are read after that, those of tokens being
 * older: two owners who leave at once can't both be the one that is not the last.
 */
@Service
public class Members {
    /** A token may be on its way to being signed while its user is removed. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

    private final Accounts accounts;
    private final MemberRows rows;
    private final EndOfSessions sessions;
    private final Impersonations impersonations;
    private final RevocationPublisher revocations;
    private final AuditPublisher audit;
    private final InstantSource clock;

    Members(
            Accounts accounts,
            MemberRows rows,
            EndOfSessions sessions,
            Impersonations impersonations,
            RevocationPublisher revocations,
            AuditPublisher audit,
            InstantSource clock) {
        this.accounts = accounts;
        this.rows = rows;
        this.sessions = sessions;
        this.impersonations = impersonations;
        this.revocations = revocations;
        this.audit = audit;
        this.clock = clock;
    }

    /** A role that says less ends the sessions, and the invitations that the user has made; one that says more comes with the next token. */
    @Transactional
    public void changeRole(Caller caller, String id, Role role) {
        Role actor = lockedRole(caller);
        Member member = rows.byId(caller.accountId(), id);
        Role before = member.inRole();
        MemberRules.checkRoleChange(actor, before, role, rows.owners(caller.accountId()));
        if (before == role) {
            return;
        }
        Instant now = now();
        rows.changeRole(id, role, now);
        if (role.compareTo(before) > 0) {
            sessions.ofUser(id, now);
            rows.revokeInvitationsBy(id, now);
        }
        audit.caller(
                caller,
                "user.role_changed",
                id,
                new Changes().of("role", before.wireName(), role.wireName()).details());
    }

    /** Removes a user at once, or lets one go. */
    @Transactional
    public void remove(Caller caller, String id) {
        Role actor = lockedRole(caller);
        Member member = rows.byId(caller.accountId(), id);
        checkRemoval(actor, caller.id().equals(id), member, caller.accountId());
        erase(caller.accountId(), id);
        audit.caller(caller, "user.removed", id, Map.of("role", member.role()));
    }

    /** Makes somebody else an owner and the caller an admin. */
    @Transactional
    public void transfer(Caller caller, String id) {
        Role actor = lockedRole(caller);
        Member heir = rows.byId(caller.accountId(), id);
        MemberRules.checkRoleChange(actor, heir.inRole(), Role.OWNER, 2);
        if (id.equals(caller.id()) || !heir.isStaying()) {
            throw new ApiException(ErrorCode.USER_004, "That user can't take the account over");
        }
        Instant now = now();
        rows.changeRole(id, Role.OWNER, now);
        rows.changeRole(caller.id(), Role.ADMIN, now);
        impersonations.endOfUser(caller.id());
        rows.revokeInvitationsBy(caller.id(), now);
        audit.caller(
                caller,
                "account.transferred",
                caller.accountId(),
                Map.of("before.owner", caller.id(), "after.owner", id));
    }

    /** Whether a caller may invite somebody in that role. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void checkInvitation(Caller caller, Role given) {
        MemberRules.checkInvitation(lockedRole(caller), given);
    }

    /** @throws ApiException AUTH_005 if the caller is no owner (any more) */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requireOwner(Caller caller) {
        if (lockedRole(caller) != Role.OWNER) {
            throw new ApiException(ErrorCode.AUTH_005, "Only an owner decides about the account");
        }
    }

    /** Whether nobody else belongs to the caller's account. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean isAlone(Caller caller) {
        lockedRole(caller);
        return rows.all(caller.accountId()).size() == 1;
    }

    /** Marks the caller for deletion; the account is kept by the others, and does not lose its last owner. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requestDeletion(Caller caller, Instant now) {
        Role actor = lockedRole(caller);
        Member own = rows.byId(caller.accountId(), caller.id());
        if (own.deletionRequestedAt() != null) {
            throw new ApiException(ErrorCode.USER_004, "Your deletion is under way already");
        }
        checkRemoval(actor, true, own, caller.accountId());
        rows.markForDeletion(own.id(), now, now);
    }

    /** Takes that back. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void restore(Caller caller, Instant now) {
        lockedRole(caller);
        if (rows.byId(caller.accountId(), caller.id()).deletionRequestedAt() == null) {
            throw new ApiException(ErrorCode.USER_004, "Nobody has asked for your deletion");
        }
        rows.markForDeletion(caller.id(), null, now);
    }

    /** Ends every token of the user and forgets who it was. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void erase(String accountId, String id) {
        revocations.revoked(Kind.USER, id, accountId, now().plus(ON_ITS_WAY));
        impersonations.endOfOperator(id);
        rows.revokeInvitationsBy(id, now());
        rows.delete(id);
    }

    private void checkRemoval(Role actor, boolean own, Member member, String accountId) {
        // one who does not count as an owner any more takes nothing away
        int owners = rows.owners(accountId) + (member.isStaying() ? 0 : 1);
        MemberRules.checkRemoval(actor, own, member.inRole(), owners);
    }

    private Role lockedRole(Caller caller) {
        accounts.locked(caller.accountId());
        Member actor = rows.find(caller.accountId(), caller.id());
        if (actor == null) {
            throw new ApiException(ErrorCode.AUTH_003);
        }
        return actor.inRole();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
