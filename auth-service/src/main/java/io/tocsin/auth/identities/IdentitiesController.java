package io.tocsin.auth.identities;

import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the caller is called elsewhere. */
@RestController
@RequestMapping("/internal/v1/me/identities")
class IdentitiesController {
    record Page(List<Identity> data, @Nullable String nextCursor) {}

    record Proof(String token) {
        Proof(@Nullable String token) {
            if (token == null) {
                throw ApiException.invalid("token", "is missing");
            }
            this.token = token;
        }
    }

    private final Identities identities;
    private final ExternalTokens tokens;
    private final IdentitySettings settings;

    IdentitiesController(Identities identities, ExternalTokens tokens, IdentitySettings settings) {
        this.identities = identities;
        this.tokens = tokens;
        this.settings = settings;
    }

    @GetMapping
    Page list(Caller caller) {
        return new Page(identities.ofUser(caller.id()), null);
    }

    /** A token that the other issuer made for the caller is the proof that both are one person. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Identity link(Caller caller, @RequestBody Proof proof) {
        return identities.link(caller, settings.issuer(), tokens.subject(proof.token()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void unlink(Caller caller, @PathVariable String id) {
        identities.unlink(caller, id);
    }
}
