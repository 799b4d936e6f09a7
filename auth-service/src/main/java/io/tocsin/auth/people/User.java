package io.tocsin.auth.people;

import io.tocsin.schemas.Ids;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A person with an e-mail address and a password, in one account. */
@Entity
@Table(name = "users")
class User {
    @Id
    private String id;

    private String accountId;
    private String name;
    private String email;
    private @Nullable String image;
    private String passwordHash;
    private String role;

    @Version
    private @Nullable Long revision;

    private Instant createdAt;
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected User() {}

    User(String accountId, NewPerson person, String passwordHash, Role role, Instant now) {
        this.id = Ids.next("usr");
        this.accountId = accountId;
        this.name = person.name();
        this.email = person.email().value();
        this.image = person.image();
        this.passwordHash = passwordHash;
        this.role = role.wireName();
        this.createdAt = now;
        this.updatedAt = now;
    }

    String id() {
        return id;
    }

    void rename(String newName, Instant now) {
        this.name = newName;
        this.updatedAt = now;
    }

    void changeProfile(String newName, @Nullable String newImage, Instant now) {
        this.name = newName;
        this.image = newImage;
        this.updatedAt = now;
    }

    void changePassword(String newHash, Instant now) {
        this.passwordHash = newHash;
        this.updatedAt = now;
    }
}
