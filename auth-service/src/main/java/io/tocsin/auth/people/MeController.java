package io.tocsin.auth.people;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tocsin.platform.tokens.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Who the caller is. */
@RestController
class MeController {
    record Me(
            String id,
            String name,
            String email,
            @Nullable String image,
            String role,
            boolean operator,
            @Nullable @JsonProperty("acting_operator_id") String actingOperatorId,
            String accountId,
            String tier,
            String tierClass,
            Instant createdAt,
            Instant updatedAt) {
        static Me of(Person person, Caller caller) {
            return new Me(
                    person.id(),
                    person.name(),
                    person.email(),
                    person.image(),
                    person.role(),
                    person.operator(),
                    caller.operatorId(),
                    person.accountId(),
                    person.tier().wireName(),
                    person.tier().tierClass(),
                    person.createdAt(),
                    person.updatedAt());
        }
    }

    private final People people;
    private final Profiles profiles;

    MeController(People people, Profiles profiles) {
        this.people = people;
        this.profiles = profiles;
    }

    @GetMapping("/internal/v1/me")
    Me me(Caller caller) {
        return Me.of(people.byId(caller.id()), caller);
    }

    /** What is not named stays (RFC 7396). */
    @PatchMapping("/internal/v1/me")
    Me change(Caller caller, @RequestBody ObjectNode patch) {
        profiles.change(caller, patch);
        return me(caller);
    }
}
