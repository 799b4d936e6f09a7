package io.tocsin.auth.accounts;

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

    private @Nullable Instant suspendedAt;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Account() {}

    Account(String name, Tier tier, Instant now) {
        this.id = Ids.next("acc");
        this.name = name;
        this.tier = tier.wireName();
        this.createdAt = now;
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

    public @Nullable Instant suspendedAt() {
        return suspendedAt;
    }
}
