package io.tocsin.auth.oversight;

import io.tocsin.auth.texts.Texts;
import org.jspecify.annotations.Nullable;

/** Why an operator does what others will feel; kept in the audit trail. */
record Reason(String reason) {
    private static final int LONGEST = 500;

    Reason(@Nullable String reason) {
        this.reason = Texts.line("reason", reason, LONGEST);
    }
}
