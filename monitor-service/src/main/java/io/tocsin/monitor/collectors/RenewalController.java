package io.tocsin.monitor.collectors;

import io.tocsin.platform.door.CollectorCertificate;
import io.tocsin.platform.errors.ApiException;
import io.tocsin.platform.tenancy.Tenancy;
import io.tocsin.schemas.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Where a collector gets new credentials: at the door alone, for what it proves there is all that it needs. */
@RestController
class RenewalController {
    /** What is asked for; without a request a key is made. */
    record Asked(@Nullable String csr) {
        @Nullable
        SigningRequest signingRequest() {
            return csr == null ? null : SigningRequest.parse(csr);
        }
    }

    private final Renewal renewal;
    private final CollectorSettings settings;
    private final JsonMapper json;

    RenewalController(Renewal renewal, CollectorSettings settings, JsonMapper json) {
        this.renewal = renewal;
        this.settings = settings;
        this.json = json;
    }

    @PostMapping(CollectorSettings.RENEWAL_PATH)
    ResponseEntity<Issued> renew(HttpServletRequest request, @RequestBody(required = false) @Nullable Asked asked) {
        X509Certificate certificate = CollectorCertificate.presentedWith(request);
        CollectorCertificate presented = certificate == null ? null : CollectorCertificate.of(certificate);
        if (certificate == null || presented == null) {
            throw new ApiException(ErrorCode.COLLECTOR_004, "The certificate names no collector");
        }
        SigningRequest signing = asked == null ? null : asked.signingRequest();
        Renewal.Renewed renewed =
                Tenancy.inAccount(presented.accountId(), () -> renewal.renew(presented, certificate, signing));
        CollectorConfig config = renewed.config();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(Issued.of(renewed.credentials(), json.readTree(config.json()), config.version(), settings));
    }
}
