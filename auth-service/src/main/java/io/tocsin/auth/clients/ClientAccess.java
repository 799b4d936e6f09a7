package io.tocsin.auth.clients;

import java.util.Set;

/**
 * What a token for a client is made from.
 *
 * @param secretHash SHA-256 of the secret, in hexadecimal digits
 * @param tier plan of the account
 */
public record ClientAccess(
        String clientId, String accountId, String name, String secretHash, Set<String> scopes, String tier) {
    public ClientAccess {
        scopes = Set.copyOf(scopes);
    }
}
