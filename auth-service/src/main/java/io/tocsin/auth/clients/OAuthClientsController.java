package io.tocsin.auth.clients;

import io.tocsin.auth.secrets.OpaqueToken;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.Ids;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes, lists and revokes the OAuth clients of the caller's account. */
@RestController
@RequestMapping("/internal/v1/oauth-clients")
class OAuthClientsController {
    private static final int LARGEST_PAGE = 100;

    /** The only answer that holds the secret. */
    record Created(String clientId, String clientSecret, String name, List<String> scopes, Instant createdAt) {
        static Created of(OAuthClient client, String secret) {
            return new Created(client.clientId(), secret, client.name(), client.scopes(), client.createdAt());
        }
    }

    record Page(List<OAuthClient> data, @Nullable String nextCursor) {
        static Page of(List<OAuthClient> found, int limit) {
            return found.size() <= limit
                    ? new Page(found, null)
                    : new Page(found.subList(0, limit), found.get(limit - 1).clientId());
        }
    }

    record Renaming(String name) {
        Renaming(@Nullable String name) {
            this.name = NewClient.checkedName(name);
        }
    }

    /** The only answer that holds the new secret. */
    record Rotated(String clientId, String clientSecret, Instant previousSecretUntil) {}

    private final OAuthClients clients;
    private final ClientSecrets secrets;

    OAuthClientsController(OAuthClients clients, ClientSecrets secrets) {
        this.clients = clients;
        this.secrets = secrets;
    }

    @GetMapping
    Page list(
            Caller caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw ApiException.invalid("limit", "is between 1 and 100");
        }
        if (cursor != null && !Ids.isOf("cli", cursor)) {
            throw ApiException.invalid("cursor", "is what the answer before named as next_cursor");
        }
        return Page.of(clients.page(caller.accountId(), cursor, limit + 1), limit);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Created create(Caller caller, @RequestBody NewClient client) {
        String secret = OpaqueToken.next();
        return Created.of(clients.add(caller, client, secret), secret);
    }

    @GetMapping("/{id}")
    OAuthClient one(Caller caller, @PathVariable String id) {
        return clients.one(caller.accountId(), id);
    }

    @PatchMapping("/{id}")
    OAuthClient rename(Caller caller, @PathVariable String id, @RequestBody Renaming change) {
        return clients.rename(caller, id, change.name());
    }

    /** Without a body the usual overlap is meant. */
    @PostMapping("/{id}/secret")
    Rotated replaceSecret(
            Caller caller, @PathVariable String id, @RequestBody(required = false) @Nullable SecretRotation wish) {
        SecretRotation rotation = wish == null ? new SecretRotation(null) : wish;
        String secret = OpaqueToken.next();
        return new Rotated(id, secret, secrets.replace(caller, id, secret, rotation.overlap()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable String id) {
        clients.revoke(caller, id);
    }
}
