package io.tocsin.platform.door;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Opens a door where a service says whom it trusts. */
@AutoConfiguration
@ConditionalOnBean(TrustedAuthorities.class)
@EnableConfigurationProperties(DoorSettings.class)
public class DoorAutoConfiguration {
    @Bean
    DoorConnector door(DoorSettings settings, TrustedAuthorities authorities) {
        return new DoorConnector(settings, authorities);
    }
}
