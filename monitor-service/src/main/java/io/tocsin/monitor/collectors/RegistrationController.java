package io.tocsin.monitor.collectors;

import io.tocsin.monitor.plans.Plan;
import io.tocsin.monitor.plans.PlanTable;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.platform.tokens.Caller;
import io.tocsin.schemas.Ids;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Where a collector gets its credentials. */
@RestController
class RegistrationController {
    /** What is asked for; the enrolment token is for those who have no other. */
    record Registration(
            @Nullable String name,
            @Nullable String hostname,
            @Nullable String csr,
            @Nullable String enrolmentToken) {
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

    private final Admission admission;
    private final Enrolment enrolment;
    private final CredentialIssuer issuer;
    private final PlanTable plans;
    private final CollectorSettings settings;
    private final JsonMapper json;

    RegistrationController(
            Admission admission,
            Enrolment enrolment,
            CredentialIssuer issuer,
            PlanTable plans,
            CollectorSettings settings,
            JsonMapper json) {
        this.admission = admission;
        this.enrolment = enrolment;
        this.issuer = issuer;
        this.plans = plans;
        this.settings = settings;
        this.json = json;
    }

    @PostMapping({"/api/v1/collectors/register", "/internal/v1/collectors/register"})
    ResponseEntity<Issued> register(@Nullable Caller caller, @RequestBody Registration asked) {
        NewCollector ordered = asked.ordered();
        SigningRequest request = asked.signingRequest();
        Registrant registrant = admission.of(caller, asked.enrolmentToken());
        Plan plan = plans.of(registrant.accountId());
        Credentials credentials = issuer.issue(registrant.accountId(), Ids.next("col"), request);
        CollectorConfig config = Tenancy.inAccount(
                registrant.accountId(), () -> enrolment.register(registrant, plan, ordered, credentials));
        return ResponseEntity.created(URI.create("/api/v1/collectors/" + credentials.collectorId()))
                .cacheControl(CacheControl.noStore())
                .body(Issued.of(credentials, json.readTree(config.json()), config.version(), settings));
    }
}
