package io.tocsin.gateway.exchange;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What auth-service answers to both exchanges (RFC 6749 section 5.1).
 *
 * @param accessToken the token
 * @param expiresIn seconds that it is good for
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record TokenAnswer(
        @JsonProperty("access_token") @Nullable String accessToken,
        @JsonProperty("expires_in") long expiresIn) {}
