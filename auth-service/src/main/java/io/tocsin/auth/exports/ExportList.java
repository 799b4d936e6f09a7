package io.tocsin.auth.exports;

import io.tocsin.platform.errors.ApiException;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Lists that an export is made of. */
enum ExportList {
    SESSIONS(
            "id, created_at, updated_at, expires_at, revoked_at, remember_me, ip_address, user_agent",
            "sessions WHERE user_id = ?"),
    IDENTITIES("id, issuer, subject, linked_at", "identities WHERE user_id = ?"),
    KNOWN_NETWORKS("network, last_seen", "known_networks WHERE user_id = ?"),
    USERS(
            "id, name, email, image, role, created_at, updated_at, suspended_at, deletion_requested_at",
            "users WHERE account_id = ?"),
    INVITATIONS(
            "id, email, role, invited_by, created_at, expires_at, accepted_at, revoked_at",
            "invitations WHERE account_id = ?"),
    OAUTH_CLIENTS("client_id, name, scopes, created_at, revoked_at", "oauth_clients WHERE account_id = ?");

    static final Set<ExportList> OF_ACCOUNTS =
            Collections.unmodifiableSet(EnumSet.of(USERS, INVITATIONS, OAUTH_CLIENTS));

    private final List<String> columns;
    private final String query;

    ExportList(String columns, String source) {
        this.columns = List.of(columns.split(", "));
        this.query = "SELECT " + columns + " FROM " + source + " ORDER BY 1";
    }

    /** @throws ApiException 400 if an account has no such list */
    static ExportList ofAccount(String name) {
        return OF_ACCOUNTS.stream()
                .filter(list -> list.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid("list", "is users, invitations or oauth_clients"));
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> columns() {
        return columns;
    }

    String query() {
        return query;
    }
}
