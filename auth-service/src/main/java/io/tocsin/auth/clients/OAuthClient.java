package io.tocsin.auth.clients;

import java.time.Instant;
import java.util.List;

/** A machine that may act for an account, as far as its scopes go. */
record OAuthClient(String clientId, String name, List<String> scopes, Instant createdAt) {}
