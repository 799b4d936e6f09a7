package io.tocsin.platform.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.settings.SettingsException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class EgressAutoConfigurationTest {
    private final ApplicationContextRunner context =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(EgressAutoConfiguration.class));

    @Test
    void opensNothingByDefault() {
        context.run(
                started -> assertThat(started.getBean(AddressGuard.class).allows(InetAddress.ofLiteral("127.0.0.1")))
                        .isFalse());
    }

    @Test
    void opensWhatTheOperatorNames() {
        context.withPropertyValues("tocsin.egress.allowed-ranges=127.0.0.0/8, ::1")
                .run(started -> {
                    AddressGuard guard = started.getBean(AddressGuard.class);
                    assertThat(guard.allows(InetAddress.ofLiteral("127.0.0.1"))).isTrue();
                    assertThat(guard.allows(InetAddress.ofLiteral("::1"))).isTrue();
                    assertThat(guard.allows(InetAddress.ofLiteral("10.0.0.1"))).isFalse();
                });
    }

    @Test
    void takesAnEmptyListForNone() {
        context.withPropertyValues("tocsin.egress.allowed-ranges=")
                .run(started -> assertThat(started).hasNotFailed().hasSingleBean(EgressClient.class));
    }

    @Test
    void stopsTheStartOnARangeThatIsNone() {
        context.withPropertyValues("tocsin.egress.allowed-ranges=10.0.0.0/8,private")
                .run(started -> assertThat(started)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(SettingsException.class)
                        .hasMessage("EGRESS_ALLOWED_RANGES: 'private' is not a range of addresses such as"
                                + " 10.0.0.0/8 or fd00::/8"));
    }
}
