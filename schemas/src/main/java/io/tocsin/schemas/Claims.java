package io.tocsin.schemas;

/** Names in access tokens, beside the registered ones of RFC 7519 and RFC 9068. */
public final class Claims {
    /** The account that everything done with the token concerns. */
    public static final String ACCOUNT = "account_id";
    /** owner, admin or viewer; users only. */
    public static final String ROLE = "role";
    /** True in the token of somebody who runs the product; left out of all others. */
    public static final String OPERATOR = "operator";
    /** The role that routes for operators ask for; no role of an account. */
    public static final String OPERATOR_ROLE = "operator";
    /** Who acts as the subject, with its id under {@code sub} (RFC 8693 section 4.1); left out where nobody does. */
    public static final String ACTOR = "act";
    /** free, solo, team or enterprise. */
    public static final String TIER = "tier";
    /** The session behind a user's token; its revocation ends the token. */
    public static final String SESSION = "sid";
    /** The OAuth client (RFC 8693). */
    public static final String CLIENT = "client_id";
    /** Space-separated scopes (RFC 6749 section 3.3). */
    public static final String SCOPE = "scope";
    /** Confirmation of the certificate that the token is bound to (RFC 8705). */
    public static final String CONFIRMATION = "cnf";

    /** Audience of people's tokens. */
    public static final String USER_AUDIENCE = "user";
    /** Audience of OAuth clients' tokens. */
    public static final String CLIENT_AUDIENCE = "public-api";
    /** Audience of collectors' tokens. */
    public static final String COLLECTOR_AUDIENCE = "ingest";

    private Claims() {}
}
