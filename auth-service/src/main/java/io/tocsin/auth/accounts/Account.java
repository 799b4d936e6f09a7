package io.tocsin.auth.accounts;

import io.tocsin.auth.plans.Plan;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import io.tocsin.schemas.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A customer: people, monitors and collectors belong to it, its plan says how many. */
@Entity
@Table(name = "accounts")
public class Account {
    @Id
    private String id;

    private String name;
    private String tier;

    @Version
    private @Nullable Long revision;

    private @Nullable Integer minIntervalSeconds;
    private @Nullable String toldPlan;
    private @Nullable Instant suspendedAt;
    private @Nullable Instant deletionRequestedAt;
    private @Nullable Instant deletedAt;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Account() {}

    Account(String name, Tier tier, Instant now) {
        this.id = Ids.next("acc");
        this.name = name;
        this.tier = tier.wireName();
        this.createdAt = now;
    }

    public void rename(String newName) {
        this.name = newName;
    }

    public void moveTo(Tier newTier) {
        this.tier = newTier.wireName();
    }

    /** @param seconds shortest time between two checks; null for what the plan says */
    public void allowInterval(@Nullable Integer seconds) {
        this.minIntervalSeconds = seconds;
    }

    /** @throws ApiException 409 if it is suspended */
    public void suspend(Instant now) {
        requireState(suspendedAt == null, "The account is suspended already");
        this.suspendedAt = now;
    }

    /** @throws ApiException 409 if it is not suspended */
    public void reinstate() {
        requireState(suspendedAt != null, "The account is not suspended");
        this.suspendedAt = null;
    }

    /** @throws ApiException 409 if that was asked for before */
    public void requestDeletion(Instant now) {
        requireState(deletionRequestedAt == null, "The deletion of the account is under way already");
        this.deletionRequestedAt = now;
    }

    /** @throws ApiException 409 if nobody has asked for its deletion */
    public void restore() {
        requireState(deletionRequestedAt != null, "Nobody has asked for the deletion of the account");
        this.deletionRequestedAt = null;
    }

    /** Leaves nothing but the id, so that everybody can be told what to forget. */
    public void erase(Instant now) {
        this.name = "";
        this.suspendedAt = null;
        this.deletionRequestedAt = null;
        this.deletedAt = now;
    }

    /** Remembers what the others are told of its plan with the change under way. */
    void tell(Plan plan) {
        this.toldPlan = plan.toString();
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Tier tier() {
        return Tier.of(tier);
    }

    /** Grows with every change. */
    public long revision() {
        return revision == null ? 0 : revision;
    }

    /** What an operator has allowed beside the plan; null for nothing. */
    public @Nullable Integer allowedInterval() {
        return minIntervalSeconds;
    }

    public @Nullable Instant suspendedAt() {
        return suspendedAt;
    }

    public @Nullable Instant deletionRequestedAt() {
        return deletionRequestedAt;
    }

    public @Nullable Instant deletedAt() {
        return deletedAt;
    }

    public Instant createdAt() {
        return createdAt;
    }

    private static void requireState(boolean holds, String sentence) {
        if (!holds) {
            throw new ApiException(ErrorCode.ACCOUNT_002, sentence);
        }
    }
}
