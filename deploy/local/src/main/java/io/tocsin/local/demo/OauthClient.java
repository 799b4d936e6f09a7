package io.tocsin.local.demo;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;

/** A program's access: client credentials (RFC 6749 §4.4), exchanged for a token that is used until it expires. */
final class OauthClient implements Credentials {

    private static final long MARGIN_SECONDS = 20;

    /** As the product named them, once. */
    record Secret(String clientId, String clientSecret) {}

    private final Api api;
    private final Secret secret;
    private final InstantSource clock;
    private String token = "";
    private Instant until = Instant.EPOCH;

    OauthClient(Api api, Secret secret, InstantSource clock) {
        this.api = api;
        this.secret = secret;
        this.clock = clock;
    }

    @Override
    public void sign(HttpRequest.Builder request) {
        request.header("Authorization", "Bearer " + token());
    }

    @Override
    public synchronized boolean renew() {
        until = Instant.EPOCH;
        return true;
    }

    /** @throws RefusedException if the client is not known any more */
    synchronized String token() {
        if (clock.instant().isAfter(until)) {
            var basic = "%s:%s".formatted(secret.clientId, secret.clientSecret).getBytes(StandardCharsets.UTF_8);
            var answer = Answers.body(api.send(api.request("/oauth/token")
                    .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(basic))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials"))));
            token = answer.path("access_token").asString();
            until = clock.instant().plusSeconds(answer.path("expires_in").asLong() - MARGIN_SECONDS);
        }
        return token;
    }
}
