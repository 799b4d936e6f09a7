package io.tocsin.platform.encryption;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/** A wrong key stops every start; a missing one only the start of a service that encrypts. */
@AutoConfiguration
@EnableConfigurationProperties(EncryptionSettings.class)
class EncryptionAutoConfiguration {
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    FieldEncryption fieldEncryption(EncryptionSettings settings) {
        return new FieldEncryption(settings);
    }
}
