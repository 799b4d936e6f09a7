package io.tocsin.query.storage;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How time tables are kept.
 *
 * @param engine which engine a new database gets; one that has been set up keeps its own
 * @param ahead for how long in advance partitions are made
 * @param retry pause between attempts to reach a database that is away at the start
 */
@ConfigurationProperties("tocsin.storage")
public record StorageSettings(
        @DefaultValue("auto") Choice engine,
        @DefaultValue("3d") Duration ahead,
        @DefaultValue("1s") Duration retry) {

    /** What can be chosen. */
    public enum Choice {
        /** TimescaleDB where its extension is there or may be created, plain PostgreSQL elsewhere. */
        AUTO,
        /** TimescaleDB, or no start. */
        TIMESCALE,
        /** Declarative range partitions. */
        PLAIN
    }

    public StorageSettings {
        if (ahead.isNegative() || ahead.compareTo(Duration.ofDays(31)) > 0) {
            throw new IllegalArgumentException("tocsin.storage.ahead is 0 to 31 days, not " + ahead);
        }
        if (!retry.isPositive()) {
            throw new IllegalArgumentException("tocsin.storage.retry is longer than nothing");
        }
    }
}
