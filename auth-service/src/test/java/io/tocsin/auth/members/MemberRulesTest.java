package io.tocsin.auth.members;

import static io.tocsin.auth.people.Role.ADMIN;
import static io.tocsin.auth.people.Role.OWNER;
import static io.tocsin.auth.people.Role.VIEWER;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MemberRulesTest {
    @Test
    void keepsTheLastOwner() {
        refused(ErrorCode.USER_002, () -> MemberRules.checkRoleChange(OWNER, OWNER, VIEWER, 1));
        refused(ErrorCode.USER_002, () -> MemberRules.checkRemoval(OWNER, true, OWNER, 1));
    }

    @Test
    void letsOneOfTwoOwnersGo() {
        allowed(() -> MemberRules.checkRoleChange(OWNER, OWNER, ADMIN, 2));
        allowed(() -> MemberRules.checkRemoval(OWNER, false, OWNER, 2));
    }

    @Test
    void leavesOwnersToOwners() {
        refused(ErrorCode.AUTH_005, () -> MemberRules.checkRoleChange(ADMIN, VIEWER, OWNER, 1));
        refused(ErrorCode.AUTH_005, () -> MemberRules.checkRoleChange(ADMIN, OWNER, VIEWER, 2));
        refused(ErrorCode.AUTH_005, () -> MemberRules.checkRemoval(ADMIN, false, OWNER, 2));
        refused(ErrorCode.AUTH_005, () -> MemberRules.checkInvitation(ADMIN, OWNER));
    }

    @Test
    void letsAdminsManageTheRest() {
        allowed(() -> MemberRules.checkRoleChange(ADMIN, VIEWER, ADMIN, 1));
        allowed(() -> MemberRules.checkRemoval(ADMIN, false, ADMIN, 1));
        allowed(() -> MemberRules.checkInvitation(ADMIN, VIEWER));
    }

    @Test
    void letsViewersManageNobodyButLeave() {
        refused(ErrorCode.AUTH_005, () -> MemberRules.checkRoleChange(VIEWER, VIEWER, ADMIN, 1));
        refused(ErrorCode.AUTH_005, () -> MemberRules.checkRemoval(VIEWER, false, VIEWER, 1));
        refused(ErrorCode.AUTH_005, () -> MemberRules.checkInvitation(VIEWER, VIEWER));
        allowed(() -> MemberRules.checkRemoval(VIEWER, true, VIEWER, 1));
    }

    private static void allowed(ThrowingCallable check) {
        assertThatCode(check).doesNotThrowAnyException();
    }

    private static void refused(ErrorCode code, ThrowingCallable check) {
        assertThatThrownBy(check)
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> org.assertj.core.api.Assertions.assertThat(e.code())
                                .isEqualTo(code));
    }
}
