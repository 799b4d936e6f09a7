package io.tocsin.auth.people;

import io.tocsin.platform.tokens.Caller;
import java.time.Instant;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who the caller is. */
@RestController
class MeController {
    record Me(
            String id,
            String name,
            String email,
            String role,
            String accountId,
            String tier,
            String tierClass,
            Instant createdAt) {
        static Me of(Person person) {
            return new Me(
                    person.id(),
                    person.name(),
                    person.email(),
                    person.role(),
                    person.accountId(),
                    person.tier().wireName(),
                    person.tier().tierClass(),
                    person.createdAt());
        }
    }

    private final People people;

    MeController(People people) {
        this.people = people;
    }

    @GetMapping("/internal/v1/me")
    Me me(Caller caller) {
        return Me.of(people.byId(caller.id()));
    }
}
