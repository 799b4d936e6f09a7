package io.tocsin.auth.members;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tocsin.auth.paging.Page;
import io.tocsin.auth.paging.PageRequest;
import io.tocsin.auth.people.Role;
import io.tocsin.auth.reauthentication.Reauthentication;
import io.tocsin.platform.tokens.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The users of the caller's account. */
@RestController
class MembersController {
    record Change(@JsonProperty(required = true) String role) {}

    record Transfer(
            @JsonProperty(required = true) String userId,
            @JsonProperty(required = true) String password) {}

    private final Members members;
    private final MemberRows rows;
    private final Reauthentication reauthentication;

    MembersController(Members members, MemberRows rows, Reauthentication reauthentication) {
        this.members = members;
        this.rows = rows;
        this.reauthentication = reauthentication;
    }

    @GetMapping("/internal/v1/users")
    Page<Member> list(
            Caller caller,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return rows.page(caller.accountId(), PageRequest.of(limit, cursor));
    }

    @GetMapping("/internal/v1/users/{id}")
    Member read(Caller caller, @PathVariable String id) {
        return rows.byId(caller.accountId(), id);
    }

    @PatchMapping("/internal/v1/users/{id}")
    Member changeRole(Caller caller, @PathVariable String id, @RequestBody Change change) {
        members.changeRole(caller, id, Role.of(change.role()));
        return rows.byId(caller.accountId(), id);
    }

    @DeleteMapping("/internal/v1/users/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Caller caller, @PathVariable String id) {
        members.remove(caller, id);
    }

    @PostMapping("/internal/v1/account/transfer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void transfer(Caller caller, @RequestBody Transfer transfer) {
        reauthentication.require(caller, transfer.password());
        members.transfer(caller, transfer.userId());
    }
}
