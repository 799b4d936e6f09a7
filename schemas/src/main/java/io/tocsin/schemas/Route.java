package io.tocsin.schemas;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;

/**
 * One row of the route table.
 *
 * @param method HTTP method
 * @param path path pattern; {@code {name}} stands for one segment, a last {@code /**} for any rest
 * @param service who answers: auth, monitor, ingest, query or gateway
 * @param access whether a token is needed
 * @param audiences audiences of tokens that are let in; empty where no token is needed
 * @param scopes scopes of which an OAuth client needs one
 * @param roles roles of which a user needs one; empty lets every role in
 * @param basic whether the gateway exchanges a Basic header with client id and secret for a token
 * @param stream whether the answer is a stream that lasts as long as its reader likes
 * @param personal whether people are let in only as themselves, no operator who acts as one: routes that hand out a
 *     credential or decide who belongs to an account
 */
public record Route(
        String method,
        String path,
        String service,
        Access access,
        Set<String> audiences,
        Set<String> scopes,
        Set<String> roles,
        boolean basic,
        boolean stream,
        boolean personal) {

    /** Who may ask at all. */
    public enum Access {
        /** Anybody. */
        @JsonProperty("public")
        PUBLIC,
        /** The holder of a token, or somebody without one who proves to the service in another way who it is. */
        @JsonProperty("optional")
        OPTIONAL,
        /** The holder of a token. */
        @JsonProperty("token")
        TOKEN
    }

    public Route {
        audiences = audiences == null ? Set.of() : Set.copyOf(audiences);
        scopes = scopes == null ? Set.of() : Set.copyOf(scopes);
        roles = roles == null ? Set.of() : Set.copyOf(roles);
        if (access != Access.PUBLIC && audiences.isEmpty()) {
            throw new IllegalArgumentException(method + " " + path + " takes a token but names no audience");
        }
    }
}
