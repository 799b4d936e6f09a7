package io.tocsin.query.deliveries;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tocsin.platform.egress.AddressGuard;
import io.tocsin.platform.egress.EgressSettings;
import io.tocsin.platform.egress.GuardedResolver;
import io.tocsin.platform.encryption.EncryptionSettings;
import io.tocsin.platform.encryption.FieldEncryption;
import io.tocsin.platform.json.JsonAutoConfiguration;
import io.tocsin.platform.settings.SettingsAutoConfiguration;
import io.tocsin.platform.tenancy.TenancyAutoConfiguration;
import io.tocsin.query.webhooks.Announcements;
import io.tocsin.query.webhooks.Bell;
import io.tocsin.query.webhooks.Disabling;
import io.tocsin.query.webhooks.EndpointSettings;
import io.tocsin.query.webhooks.Endpoints;
import io.tocsin.query.webhooks.Listening;
import io.tocsin.query.webhooks.Secrets;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Sends webhooks and does nothing else, so that it starts fast enough to be killed often. */
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    JsonAutoConfiguration.class,
    SettingsAutoConfiguration.class,
    TenancyAutoConfiguration.class
})
@EnableConfigurationProperties({
    DeliverySettings.class,
    EndpointSettings.class,
    EgressSettings.class,
    EncryptionSettings.class
})
@Import({
    Announcements.class,
    Bell.class,
    Courier.class,
    DeliveryQueue.class,
    Disabling.class,
    Dispatcher.class,
    Endpoints.class,
    HookClient.class,
    Listening.class,
    ResultLog.class,
    Secrets.class,
    Windows.class
})
class CourierProcess {
    public static void main(String[] arguments) {
        new SpringApplicationBuilder(CourierProcess.class)
                .web(WebApplicationType.NONE)
                .properties("spring.main.keep-alive=true")
                .run(arguments);
    }

    @Bean
    GuardedResolver resolver(EgressSettings settings) {
        return new GuardedResolver(new AddressGuard(settings.allowedRanges()));
    }

    @Bean
    FieldEncryption encryption(EncryptionSettings settings) {
        return new FieldEncryption(settings);
    }

    @Bean
    MeterRegistry meters() {
        return new SimpleMeterRegistry();
    }
}
