package io.tocsin.platform.events;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How topics are made and events are written.
 *
 * @param partitions partitions of a new topic, 1 to 1000; an existing topic keeps its own
 * @param replication replicas of a new topic; 3 in production
 * @param minInsyncReplicas replicas that must have a record before it counts; 2 in production
 * @param deserializer class name of the value deserializer: ours or Confluent's
 */
@ConfigurationProperties("tocsin.events")
public record EventSettings(
        @DefaultValue("12") int partitions,
        @DefaultValue("1") short replication,
        @DefaultValue("1") int minInsyncReplicas,

        @DefaultValue("io.tocsin.schemas.serde.AvroDeserializer")
        String deserializer) {
    public EventSettings {
        if (partitions < 1 || partitions > 1000) {
            throw new IllegalArgumentException("tocsin.events.partitions is 1 to 1000, not " + partitions);
        }
        if (minInsyncReplicas > replication) {
            throw new IllegalArgumentException("tocsin.events.min-insync-replicas is more than there are replicas");
        }
    }
}
