package io.tocsin.auth.invitations;

import io.tocsin.auth.accounts.Accounts;
import io.tocsin.auth.audit.AuditPublisher;
import io.tocsin.auth.members.Members;
import io.tocsin.auth.passwords.Passwords;
import io.tocsin.auth.people.EmailAddress;
import io.tocsin.auth.people.NewPerson;
import io.tocsin.auth.people.People;
import io.tocsin.auth.people.Person;
import io.tocsin.auth.people.Role;
import io.tocsin.auth.sessions.KnownNetworks;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Ids;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/** Invites people and lets them in. A person has one account: whoever has one already is invited by another address. */
@Service
class Invitations {
    private final InvitationRows rows;
    private final Accounts accounts;
    private final Members members;
    private final People people;
    private final Passwords passwords;
    private final KnownNetworks networks;
    private final AuditPublisher audit;
    private final TransactionOperations transactions;
    private final InvitationSettings settings;
    private final InstantSource clock;

    Invitations(
            InvitationRows rows,
            Accounts accounts,
            Members members,
            People people,
            Passwords passwords,
            KnownNetworks networks,
            AuditPublisher audit,
            TransactionOperations transactions,
            InvitationSettings settings,
            InstantSource clock) {
        this.rows = rows;
        this.accounts = accounts;
        this.members = members;
        this.people = people;
        this.passwords = passwords;
        this.networks = networks;
        this.audit = audit;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param token to be handed out once; its hash is kept */
    @Transactional
    public Invitation make(Caller caller, EmailAddress email, Role role, String token) {
        members.checkInvitation(caller, role);
        Instant now = now();
        if (rows.open(caller.accountId(), now) >= settings.most()) {
            throw new ApiException(
                    ErrorCode.ACCOUNT_002, "%d invitations are open: revoke some first".formatted(settings.most()));
        }
        Invitation made = new Invitation(
                Ids.next("inv"),
                caller.accountId(),
                email.value(),
                role.wireName(),
                caller.id(),
                now,
                now.plus(settings.life()));
        rows.insert(made, token);
        audit.caller(caller, "invitation.created", made.id(), Map.of("role", made.role()));
        return made;
    }

    /** @throws ApiException INVITATION_001 if the account has no such open one */
    @Transactional
    public void revoke(Caller caller, String id) {
        if (!rows.revoke(caller.accountId(), id, now())) {
            throw new ApiException(ErrorCode.INVITATION_001);
        }
        audit.caller(caller, "invitation.revoked", id, Map.of());
    }

    /**
     * Makes the invited person a user.
     *
     * @param address network address that the person comes from
     * @throws ApiException INVITATION_002 if the token is no good (any more), AUTH_008 if the address has an account
     */
    Person accept(String token, String name, String password, String address) {
        Instant now = now();
        Invitation invitation = rows.find(token, now);
        if (invitation == null) {
            throw new ApiException(ErrorCode.INVITATION_002);
        }
        EmailAddress email = new EmailAddress(invitation.email());
        NewPerson person = new NewPerson(name, email, null);
        if (people.isTaken(email)) {
            throw new ApiException(ErrorCode.AUTH_008);
        }
        // hashed before the transaction: no connection waits for it
        String hash = passwords.hash(password);
        return Objects.requireNonNull(transactions.execute(_ -> {
            accounts.locked(invitation.accountId());
            if (!rows.take(invitation.id(), now)) {
                throw new ApiException(ErrorCode.INVITATION_002);
            }
            Person added = people.add(invitation.accountId(), person, hash, Role.of(invitation.role()), now);
            networks.remember(added.id(), added.accountId(), address);
            audit.user(
                    added.accountId(),
                    added.id(),
                    "invitation.accepted",
                    invitation.id(),
                    address,
                    Map.of("role", added.role(), "invited_by", invitation.invitedBy()));
            return added;
        }));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
