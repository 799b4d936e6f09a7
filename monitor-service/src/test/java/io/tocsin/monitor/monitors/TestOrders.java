package io.tocsin.monitor.monitors;

import io.tocsin.monitor.targets.Phrase;
import io.tocsin.monitor.targets.RequestContent;
import io.tocsin.monitor.targets.Target;
import io.tocsin.monitor.targets.WebRequest;
import io.tocsin.platform.encryption.EncryptionSettings;
import io.tocsin.platform.encryption.FieldEncryption;
import io.tocsin.platform.settings.ProductSettings;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Definitions that a test completes. */
final class TestOrders {
    static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    static final Secrets SECRETS = new Secrets(
            new FieldEncryption(new EncryptionSettings("dGVzdHMgZW5jcnlwdCB3aXRoIHRoaXMga2V5IC4uLi4=", List.of())),
            JSON,
            new ProductSettings("development", "http://localhost:8080"));

    private TestOrders() {}

    static Definition of(String name, Target target, List<String> tags) {
        return new Definition(name, target, 60, 10_000, 0, 2, 1, tags);
    }

    static Target http(String url) {
        return new Target.Http(url, request());
    }

    static Target keyword(String url, String text) {
        return new Target.Keyword(url, request(), new Phrase(text, false, false));
    }

    private static WebRequest request() {
        return new WebRequest("GET", List.of("200-399"), true, RequestContent.EMPTY);
    }
}
