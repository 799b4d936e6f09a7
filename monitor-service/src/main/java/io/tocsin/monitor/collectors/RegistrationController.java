package io.tocsin.monitor.collectors;

import io.tocsin.monitor.plans.Plan;
import io.tocsin.monitor.plans.PlanTable;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.Ids;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where a collector gets its credentials. */
@RestController
class RegistrationController {
    /** What is asked for. */
    record Registration(
            @Nullable String name,
            @Nullable String hostname,
            @Nullable String csr) {
        NewCollector ordered() {
            return new NewCollector(required("name", name), required("hostname", hostname));
        }

        @Nullable
        SigningRequest signingRequest() {
            return csr == null ? null : SigningRequest.parse(csr);
        }

        private static String required(String field, @Nullable String value) {
            if (value == null) {
                throw ApiException.invalid(field, "is missing");
            }
            return value;
        }
    }

    /** What is answered, once. */
    record Registered(
            String collectorId,
            String certificate,
            @Nullable String privateKey,
            String caCertificate,
            String token,
            Instant tokenExpiresAt,
            JsonNode config,
            int configVersion,
            String pushUrl) {
        static Registered of(Credentials credentials, JsonNode config, int configVersion, String pushUrl) {
            return new Registered(
                    credentials.collectorId(),
                    credentials.certificate(),
                    credentials.privateKey(),
                    credentials.authority(),
                    credentials.token(),
                    credentials.expiresAt(),
                    config,
                    configVersion,
                    pushUrl);
        }
    }

    private final Enrolment enrolment;
    private final CredentialIssuer issuer;
    private final PlanTable plans;
    private final CollectorSettings settings;
    private final JsonMapper json;

    RegistrationController(
            Enrolment enrolment,
            CredentialIssuer issuer,
            PlanTable plans,
            CollectorSettings settings,
            JsonMapper json) {
        this.enrolment = enrolment;
        this.issuer = issuer;
        this.plans = plans;
        this.settings = settings;
        this.json = json;
    }

    @PostMapping("/api/v1/collectors/register")
    ResponseEntity<Registered> register(Caller caller, @RequestBody Registration asked) {
        NewCollector ordered = asked.ordered();
        SigningRequest request = asked.signingRequest();
        Plan plan = plans.of(caller.accountId());
        Credentials credentials = issuer.issue(caller.accountId(), Ids.next("col"), request);
        CollectorConfig config = enrolment.register(caller, plan, ordered, credentials);
        return ResponseEntity.created(URI.create("/api/v1/collectors/" + credentials.collectorId()))
                .cacheControl(CacheControl.noStore())
                .body(Registered.of(credentials, json.readTree(config.json()), config.version(), settings.pushUrl()));
    }
}
