package io.tocsin.platform.settings;

import java.time.InstantSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** What every part may ask of its surroundings: the product's settings and the time. */
@AutoConfiguration
@EnableConfigurationProperties(ProductSettings.class)
public class SettingsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    InstantSource clock() {
        return InstantSource.system();
    }
}
