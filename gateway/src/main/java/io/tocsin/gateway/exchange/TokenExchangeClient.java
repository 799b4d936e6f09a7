package io.tocsin.gateway.exchange;

import io.tocsin.gateway.routing.ServiceClients;
import io.tocsin.gateway.routing.SignedClientAddress;
import io.tocsin.platform.correlation.Correlation;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.schemas.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks auth-service for tokens. */
@Component
class TokenExchangeClient {
    private static final Logger LOG = LoggerFactory.getLogger(TokenExchangeClient.class);
    private static final int MAX_ANSWER = 16 * 1024;

    private final ServiceClients services;
    private final SignedClientAddress clientAddress;
    private final JsonMapper json;

    TokenExchangeClient(ServiceClients services, SignedClientAddress clientAddress, JsonMapper json) {
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
        ClassicHttpRequest request = new BasicClassicHttpRequest("POST", "/exchange/session");
        request.setHeader(HttpHeaders.COOKIE, cookie);
        return ask(request, address);
    }

    /**
     * A token for the client id and secret of a Basic header (RFC 6749 section 4.4).
     *
     * @return null if they are wrong
     * @throws ApiException GATEWAY_002 if auth-service can't tell now
     */
    @Nullable
    TokenAnswer ofClient(String basic, String address) {
        ClassicHttpRequest request = new BasicClassicHttpRequest("POST", "/oauth/token");
        request.setHeader(HttpHeaders.AUTHORIZATION, basic);
        request.setEntity(new StringEntity("grant_type=client_credentials", ContentType.APPLICATION_FORM_URLENCODED));
        return ask(request, address);
    }

    private @Nullable TokenAnswer ask(ClassicHttpRequest request, String address) {
        request.setHeader(Correlation.HEADER, Correlation.current());
        request.setHeader(HttpHeaders.ACCEPT, "application/json");
        clientAddress.addTo(request, address);
        try (ClassicHttpResponse answer = services.of("auth").send(request, false)) {
            return switch (answer.getCode()) {
                case 200 -> read(answer);
                case 400, 401, 403 -> null;
                case 429 -> throw tooMany(answer);
                default -> throw unexpected("status " + answer.getCode());
            };
        } catch (IOException | ParseException | JacksonException e) {
            throw unexpected(e.toString());
        }
    }

    private TokenAnswer read(ClassicHttpResponse answer) throws IOException, ParseException {
        TokenAnswer token = json.readValue(EntityUtils.toString(answer.getEntity(), MAX_ANSWER), TokenAnswer.class);
        if (token.accessToken() == null) {
            throw unexpected("no token");
        }
        return token;
    }

    private static ApiException tooMany(ClassicHttpResponse answer) {
        String after = answer.getFirstHeader(HttpHeaders.RETRY_AFTER) == null
                ? ""
                : answer.getFirstHeader(HttpHeaders.RETRY_AFTER).getValue();
        return new ApiException(ErrorCode.AUTH_010)
                .retryAfter(Duration.ofSeconds(after.matches("\\d{1,6}") ? Long.parseLong(after) : 1));
    }

    private static ApiException unexpected(String what) {
        LOG.warn("auth-service answered an exchange with {}", what);
        return new ApiException(ErrorCode.GATEWAY_002).retryAfter(Duration.ofSeconds(2));
    }
}
