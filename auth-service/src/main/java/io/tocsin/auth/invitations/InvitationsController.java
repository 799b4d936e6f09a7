package io.tocsin.auth.invitations;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tocsin.auth.addresses.ClientAddress;
import io.tocsin.auth.paging.Page;
import io.tocsin.auth.paging.PageRequest;
import io.tocsin.auth.passwords.Passwords;
import io.tocsin.auth.people.EmailAddress;
import io.tocsin.auth.people.Person;
import io.tocsin.auth.people.Role;
import io.tocsin.auth.secrets.OpaqueToken;
import io.tocsin.auth.texts.Texts;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Invites people to the caller's account, and lets in who was invited. */
@RestController
class InvitationsController {
    record Wanted(
            @JsonProperty(required = true) String email,
            @JsonProperty(required = true) String role) {}

    record Answer(String id, String email, String role, String invitedBy, Instant createdAt, Instant expiresAt) {
        static Answer of(Invitation invitation) {
            return new Answer(
                    invitation.id(),
                    invitation.email(),
                    invitation.role(),
                    invitation.invitedBy(),
                    invitation.createdAt(),
                    invitation.expiresAt());
        }
    }

    /** The only answer that holds the token: whoever invites passes it on. */
    record Created(String id, String email, String role, String token, Instant expiresAt) {}

    record Acceptance(
            @JsonProperty(required = true) String token,
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String password) {}

    record Accepted(String id, String accountId, String name, String email, String role) {
        static Accepted of(Person person) {
            return new Accepted(person.id(), person.accountId(), person.name(), person.email(), person.role());
        }
    }

    private static final int LONGEST_NAME = 200;

    private final Invitations invitations;
    private final InvitationRows rows;
    private final Passwords passwords;
    private final ClientAddress addresses;
    private final InstantSource clock;

    InvitationsController(
            Invitations invitations,
            InvitationRows rows,
            Passwords passwords,
            ClientAddress addresses,
            InstantSource clock) {
        this.invitations = invitations;
        this.rows = rows;
        this.passwords = passwords;
        this.addresses = addresses;
        this.clock = clock;
    }

    @GetMapping("/internal/v1/invitations")
    Page<Answer> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return rows.page(caller.accountId(), PageRequest.of(limit, cursor), clock.instant())
                .map(Answer::of);
    }

    @PostMapping("/internal/v1/invitations")
    ResponseEntity<Created> create(Caller caller, @RequestBody Wanted wanted) {
        EmailAddress email = wanted.email() == null ? null : EmailAddress.parse(wanted.email());
        if (email == null) {
            throw ApiException.invalid("email", "is an e-mail address");
        }
        String token = OpaqueToken.next();
        Invitation made = invitations.make(caller, email, Role.of(wanted.role()), token);
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(new Created(made.id(), made.email(), made.role(), token, made.expiresAt()));
    }

    @DeleteMapping("/internal/v1/invitations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable String id) {
        invitations.revoke(caller, id);
    }

    @PostMapping("/api/v1/invitations/accept")
    @ResponseStatus(HttpStatus.CREATED)
    Accepted accept(HttpServletRequest request, @RequestBody Acceptance acceptance) {
        String name = Texts.line("name", acceptance.name(), LONGEST_NAME);
        String password = acceptance.password();
        if (acceptance.token() == null || password == null) {
            throw ApiException.invalid(password == null ? "password" : "token", "is missing");
        }
        if (passwords.isTooShort(password) || passwords.isTooLong(password)) {
            throw ApiException.invalid("password", "has 8 to 128 characters");
        }
        return Accepted.of(invitations.accept(acceptance.token(), name, password, addresses.of(request)));
    }
}
