package io.tocsin.gateway.pipeline;

import io.tocsin.platform.settings.SettingsException;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a request may be at most.
 *
 * @param maxBody bytes of a body as it arrives, compressed or not
 * @param maxPush the same where metrics are pushed
 * @param maxAuthBody the same where auth-service answers: nobody's bodies are the smallest
 * @param minRate how much of a body arrives in a second at least, on an average that begins after {@code grace}
 * @param grace how long a body may take, however little arrives
 */
@ConfigurationProperties("tocsin.pipeline")
record PipelineSettings(
        @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue("10MB") DataSize maxPush,
        @DefaultValue("64KB") DataSize maxAuthBody,
        @DefaultValue("8KB") DataSize minRate,
        @DefaultValue("10s") Duration grace) {
    PipelineSettings {
        if (maxBody.toBytes() < 1 || maxPush.toBytes() < 1 || maxAuthBody.toBytes() < 1) {
            throw new SettingsException("tocsin.pipeline.max-body, max-push and max-auth-body are at least one byte");
        }
    }

    DataSize limit(String service) {
        return switch (service) {
            case "ingest" -> maxPush;
            case "auth" -> maxAuthBody;
            default -> maxBody;
        };
    }
}
