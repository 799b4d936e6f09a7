package io.tocsin.gateway.pipeline;

import io.tocsin.platform.settings.SettingsException;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a request may be at most.
 *
 * @param maxBody bytes of a body as it arrives, compressed or not
 * @param maxPush the same where metrics are pushed
 */
@ConfigurationProperties("tocsin.pipeline")
record PipelineSettings(
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("10MB") DataSize maxPush) {
    PipelineSettings {
        if (maxBody.toBytes() < 1 || maxPush.toBytes() < 1) {
            throw new SettingsException("tocsin.pipeline.max-body and max-push are at least one byte");
        }
    }
}
