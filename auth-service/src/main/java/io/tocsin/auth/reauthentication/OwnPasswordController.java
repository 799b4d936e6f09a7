package io.tocsin.auth.reauthentication;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tocsin.platform.tokens.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The caller's password. */
@RestController
class OwnPasswordController {
    record Change(
            @JsonProperty(required = true) String currentPassword,
            @JsonProperty(required = true) String newPassword) {}

    private final OwnPassword passwords;

    OwnPasswordController(OwnPassword passwords) {
        this.passwords = passwords;
    }

    @PostMapping("/internal/v1/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(Caller caller, @RequestBody Change change) {
        passwords.change(caller, change.currentPassword(), change.newPassword());
    }
}
