package io.tocsin.auth.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.auth.Audited;
import io.tocsin.auth.AuthApplication;
import io.tocsin.auth.Door;
import io.tocsin.auth.Somebody;
import io.tocsin.platform.testing.IntegrationTest;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;

@IntegrationTest
class OperatorsIT {
    @LocalServerPort
    private int port;

    @Autowired
    private Operators operators;

    @Autowired
    private Environment environment;

    @Test
    void areMadeAndUnmadeByACommand() throws Exception {
        Somebody person = Somebody.signedUp(new Door(port));

        assertThat(OperatorCommand.execute(operators, List.of("grant", person.email())))
                .isZero();
        Somebody operator = person.again();
        assertThat(operator.claims().path("operator").asBoolean()).isTrue();
        assertThat(operators.emails()).contains(person.email());
        assertThat(Audited.last(person.accountId(), "operator.granted").getDetails())
                .containsEntry("after.operator", "true");

        assertThat(OperatorCommand.execute(operators, List.of("revoke", person.email())))
                .isZero();
        Awaitility.await()
                .atMost(Door.SOON)
                .untilAsserted(() -> assertThat(
                                operator.get("/internal/v1/admin/users").statusCode())
                        .isEqualTo(401));
        assertThat(person.again().claims().has("operator")).isFalse();
    }

    @Test
    void areMadeByTheServicesOwnJar() throws Exception {
        Somebody person = Somebody.signedUp(new Door(port));
        List<String> command = new ArrayList<>(List.of("operator", "grant", person.email()));
        for (String name : List.of(
                "spring.datasource.url",
                "spring.datasource.username",
                "spring.datasource.password",
                "spring.datasource.hikari.connection-timeout",
                "spring.kafka.bootstrap-servers",
                "SCHEMA_REGISTRY_URL",
                "tocsin.encryption.key")) {
            command.add("--" + name + "=" + environment.getRequiredProperty(name));
        }

        int code = OperatorCommand.run(AuthApplication.class, command.toArray(String[]::new));

        assertThat(code).isZero();
        assertThat(person.again().claims().path("operator").asBoolean()).isTrue();
    }

    @Test
    void areNotMadeWithoutTheDatabase() {
        assertThat(OperatorCommand.run(
                        AuthApplication.class,
                        "operator",
                        "list",
                        "--spring.datasource.url=jdbc:postgresql://127.0.0.1:9/nowhere",
                        "--spring.datasource.hikari.connection-timeout=250",
                        "--spring.kafka.bootstrap-servers=127.0.0.1:9",
                        "--tocsin.encryption.key=" + environment.getRequiredProperty("tocsin.encryption.key")))
                .isEqualTo(1);
    }

    @Test
    void areUsersFirst() {
        assertThat(OperatorCommand.execute(operators, List.of("grant", "nobody@example.org")))
                .isEqualTo(1);
        assertThat(OperatorCommand.execute(operators, List.of("grant", "nobody")))
                .isEqualTo(1);
        assertThat(OperatorCommand.execute(operators, List.of("praise"))).isEqualTo(2);
        assertThat(OperatorCommand.execute(operators, List.of("list"))).isZero();
    }
}
