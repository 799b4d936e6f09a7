package io.tocsin.auth.accounts;

import io.tocsin.auth.plans.Plan;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account in the eyes of those who belong to it. */
record AccountAnswer(
        String id,
        String name,
        String tier,
        String tierClass,
        Plan plan,
        long revision,
        Instant createdAt,
        @Nullable Instant deletionRequestedAt) {
    static AccountAnswer of(Account account, Plan plan) {
        return new AccountAnswer(
                account.id(),
                account.name(),
                account.tier().wireName(),
                account.tier().tierClass(),
                plan,
                account.revision(),
                account.createdAt(),
                account.deletionRequestedAt());
    }
}
