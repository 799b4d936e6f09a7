package io.tocsin.auth.betterauth;

import io.tocsin.auth.people.Person;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** A user as better-auth writes it, with role, account and tier beside. */
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
record UserJson(
        String id,
        String name,
        String email,
        boolean emailVerified,
        @Nullable String image,
        Instant createdAt,
        Instant updatedAt,
        String role,
        String accountId,
        String tier) {
    static UserJson of(Person person) {
        return new UserJson(
                person.id(),
                person.name(),
                person.email(),
                false,
                person.image(),
                person.createdAt(),
                person.updatedAt(),
                person.role(),
                person.accountId(),
                person.tier().wireName());
    }
}
