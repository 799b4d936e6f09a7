package io.tocsin.gateway.exchange;

import io.tocsin.gateway.routing.HeaderField;
import io.tocsin.gateway.routing.ServiceAnswer;
import io.tocsin.gateway.routing.ServiceRequest;
import io.tocsin.gateway.routing.Services;
import io.tocsin.gateway.routing.SignedClientAddress;
import io.tocsin.platform.correlation.Correlation;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks auth-service for tokens. */
@Component
class TokenExchangeClient {
    private static final Logger LOG = LoggerFactory.getLogger(TokenExchangeClient.class);
    private static final byte[] GRANT = "grant_type=client_credentials".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_ANSWER = 16 * 1024;

    private final Services services;
    private final SignedClientAddress clientAddress;
    private final JsonMapper json;

    TokenExchangeClient(Services services, SignedClientAddress clientAddress, JsonMapper json) {
        this.services = services;
        this.clientAddress = clientAddress;
        this.json = json;
    }

    /**
     * A token for the session behind a cookie.
     *
     * @return null if there is no such session
     * @throws ApiException GATEWAY_002 if auth-service can't tell now
     */
    @Nullable
    TokenAnswer ofSession(String cookie, String address) {
        return ask("/exchange/session", new HeaderField(HttpHeaders.COOKIE, cookie), new byte[0], address);
    }

    /**
     * A token for the client id and secret of a Basic header (RFC 6749 section 4.4).
     *
     * @return null if they are wrong
     * @throws ApiException GATEWAY_002 if auth-service can't tell now
     */
    @Nullable
    TokenAnswer ofClient(String basic, String address) {
        return ask("/oauth/token", new HeaderField(HttpHeaders.AUTHORIZATION, basic), GRANT, address);
    }

    private @Nullable TokenAnswer ask(String path, HeaderField credential, byte[] form, String address) {
        List<HeaderField> headers = new ArrayList<>();
        headers.add(credential);
        headers.add(new HeaderField(Correlation.HEADER, Correlation.current()));
        headers.add(new HeaderField(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE));
        headers.add(new HeaderField(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_FORM_URLENCODED_VALUE));
        clientAddress.addTo(headers, address);
        ServiceRequest request =
                new ServiceRequest("POST", path, headers, new ByteArrayInputStream(form), form.length, false);
        try (ServiceAnswer answer = services.of("auth").send(request)) {
            return switch (answer.status()) {
                case 200 -> read(answer);
                case 400, 401, 403 -> null;
                case 429 -> throw tooMany(answer);
                default -> throw unexpected("status " + answer.status());
            };
        }
    }

    private TokenAnswer read(ServiceAnswer answer) {
        InputStream body = answer.body();
        try {
            byte[] text = body == null ? new byte[0] : body.readNBytes(MAX_ANSWER);
            TokenAnswer token = json.readValue(text, TokenAnswer.class);
            if (token.accessToken() == null) {
                throw unexpected("no token");
            }
            return token;
        } catch (IOException | JacksonException e) {
            throw unexpected(e.getClass().getSimpleName());
        }
    }

    private static ApiException tooMany(ServiceAnswer answer) {
        String after = answer.headers().stream()
                .filter(field -> field.name().equalsIgnoreCase(HttpHeaders.RETRY_AFTER))
                .map(HeaderField::value)
                .findFirst()
                .orElse("");
        return new ApiException(ErrorCode.AUTH_010)
                .retryAfter(Duration.ofSeconds(after.matches("\\d{1,6}") ? Long.parseLong(after) : 1));
    }

    private static ApiException unexpected(String what) {
        LOG.warn("auth-service answered an exchange with {}", what);
        return new ApiException(ErrorCode.GATEWAY_002).retryAfter(Duration.ofSeconds(2));
    }
}
