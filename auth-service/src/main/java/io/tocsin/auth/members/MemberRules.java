package io.tocsin.auth.members;

import io.tocsin.auth.people.Role;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;

/** Who may change whose place in an account. Only owners decide about owners, and there is always one. */
final class MemberRules {
    private MemberRules() {}

    /**
     * @param actor role of who wants it
     * @param owners how many owners there are now
     * @throws ApiException AUTH_005 or USER_002
     */
    static void checkRoleChange(Role actor, Role before, Role after, int owners) {
        if (before == Role.OWNER || after == Role.OWNER) {
            requireOwner(actor);
        }
        requireManager(actor);
        if (before == Role.OWNER && after != Role.OWNER) {
            requireAnotherOwner(owners);
        }
    }

    /**
     * @param own whether somebody leaves, which everybody may
     * @param target role of who goes
     */
    static void checkRemoval(Role actor, boolean own, Role target, int owners) {
        if (!own) {
            requireManager(actor);
        }
        if (target == Role.OWNER) {
            requireOwner(actor);
            requireAnotherOwner(owners);
        }
    }

    /** Whether somebody of that role may give that one to somebody new. */
    static void checkInvitation(Role actor, Role given) {
        requireManager(actor);
        if (given == Role.OWNER) {
            requireOwner(actor);
        }
    }

    private static void requireManager(Role actor) {
        if (actor == Role.VIEWER) {
            throw new ApiException(ErrorCode.AUTH_005);
        }
    }

    private static void requireOwner(Role actor) {
        if (actor != Role.OWNER) {
            throw new ApiException(ErrorCode.AUTH_005, "Only an owner decides about owners");
        }
    }

    private static void requireAnotherOwner(int owners) {
        if (owners < 2) {
            throw new ApiException(ErrorCode.USER_002);
        }
    }
}
