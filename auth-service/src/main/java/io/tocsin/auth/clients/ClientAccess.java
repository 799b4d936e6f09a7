package io.tocsin.auth.clients;

import java.util.Set;

/**
 * What a token for a client is made from.
 *
 * @param secretHashes SHA-256 of each secret that is good, in hexadecimal digits, separated by spaces
 * @param tier plan of the account
 */
public record ClientAccess(
        String clientId, String accountId, String name, String secretHashes, Set<String> scopes, String tier) {
    public ClientAccess {
        scopes = Set.copyOf(scopes);
    }
}
