package io.tocsin.auth.deletion;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tocsin.auth.reauthentication.Reauthentication;
import io.tocsin.platform.tokens.Caller;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Leaving for good, and thinking better of it. */
@RestController
class DeletionController {
    record Confirmation(@JsonProperty(required = true) String password) {}

    record Promise(Instant deletesAt) {}

    private final Deletions deletions;
    private final Reauthentication reauthentication;

    DeletionController(Deletions deletions, Reauthentication reauthentication) {
        this.deletions = deletions;
        this.reauthentication = reauthentication;
    }

    @DeleteMapping("/internal/v1/account")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Promise deleteAccount(Caller caller, @RequestBody Confirmation confirmation) {
        reauthentication.require(caller, confirmation.password());
        return new Promise(deletions.ofAccount(caller));
    }

    @PostMapping("/internal/v1/account/restore")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void restoreAccount(Caller caller) {
        deletions.restoreAccount(caller);
    }

    @DeleteMapping("/internal/v1/me")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Promise deleteMe(Caller caller, @RequestBody Confirmation confirmation) {
        reauthentication.require(caller, confirmation.password());
        return new Promise(deletions.ofPerson(caller));
    }

    @PostMapping("/internal/v1/me/restore")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void restoreMe(Caller caller) {
        deletions.restorePerson(caller);
    }
}
