package io.tocsin.local.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.local.certificates.Certificates;
import io.tocsin.local.postgres.PostgresUrl;
import io.tocsin.local.postgres.ServiceDatabase;
import io.tocsin.local.secrets.Secrets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceSettingsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Service.class,
            names = {"AUTH", "MONITOR", "QUERY"})
    void aServiceWithASchemaGetsItsTwoRoles(Service service) throws Exception {
        assertThat(settings(Map.of()).of(service))
                .containsEntry(
                        "DATABASE_URL", "postgresql://tocsin_%s:pw@127.0.0.1:5432/tocsin".formatted(service.id()))
                .containsEntry(
                        "DATABASE_OWNER_URL",
                        "postgresql://tocsin_%s_owner:pw@127.0.0.1:5432/tocsin".formatted(service.id()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Service.class,
            names = {"GATEWAY", "INGEST"})
    void aServiceWithoutASchemaGetsNoDatabase(Service service) throws Exception {
        assertThat(settings(Map.of()).of(service)).doesNotContainKeys("DATABASE_URL", "DATABASE_OWNER_URL");
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void onlyTheEnrolmentAuthorityGetsItsKey(Service service) throws Exception {
        assertThat(settings(Map.of()).of(service).containsKey("COLLECTOR_CA_KEY"))
                .isEqualTo(service == Service.MONITOR);
    }

    @Test
    void theGatewaySignsWhatAuthVerifies() throws Exception {
        var settings = settings(Map.of());

        assertThat(settings.of(Service.GATEWAY).get("FORWARDED_KEY"))
                .isEqualTo(settings.of(Service.AUTH).get("FORWARDED_KEY"));
        assertThat(settings.of(Service.QUERY)).doesNotContainKey("FORWARDED_KEY");
    }

    @Test
    void whatTheUserHasSetStays() throws Exception {
        var settings = settings(Map.of("PUBLIC_URL", "https://watch.example.com", "ENVIRONMENT", "staging"));

        assertThat(settings.of(Service.AUTH))
                .containsEntry("PUBLIC_URL", "https://watch.example.com")
                .containsEntry("BETTER_AUTH_URL", "https://watch.example.com")
                .containsEntry("ENVIRONMENT", "staging");
    }

    @Test
    void servicesFindEachOtherOnMovedPorts() throws Exception {
        assertThat(settings(Map.of()).of(Service.GATEWAY))
                .containsEntry("PORT", "8180")
                .containsEntry("MANAGEMENT_PORT", "9180")
                .containsEntry("PUBLIC_URL", "http://localhost:8180")
                .containsEntry("AUTH_URL", "http://127.0.0.1:8181")
                .containsEntry("QUERY_URL", "http://127.0.0.1:8184")
                .containsEntry("DOOR_URL", "https://localhost:8543");
    }

    private ServiceSettings settings(Map<String, String> given) throws Exception {
        var secrets = Secrets.in(folder);
        return new ServiceSettings(
                given,
                ServicePorts.movedBy(100),
                secrets,
                new Certificates(secrets, InstantSource.system()),
                "127.0.0.1:9192",
                "http://127.0.0.1:8185",
                service -> new ServiceDatabase(url("tocsin_" + service + "_owner"), url("tocsin_" + service)));
    }

    private static PostgresUrl url(String role) {
        return new PostgresUrl(role, "pw", "127.0.0.1", 5432, "tocsin", "");
    }
}
