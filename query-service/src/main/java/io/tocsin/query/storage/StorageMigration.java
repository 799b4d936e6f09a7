package io.tocsin.query.storage;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.Location;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/** Migrates with the functions of the engine that is there, once the database is. */
@Component
final class StorageMigration implements FlywayMigrationStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(StorageMigration.class);

    private final StorageSettings settings;

    StorageMigration(StorageSettings settings) {
        this.settings = settings;
    }

    @Override
    public void migrate(Flyway flyway) {
        StorageEngine engine = await(flyway);
        LOG.info("Time tables are built on {}", engine);
        String[] locations = Stream.concat(
                        Stream.of(flyway.getConfiguration().getLocations()).map(Location::toString),
                        Stream.of(engine.location()))
                .toArray(String[]::new);
        Flyway.configure()
                .configuration(flyway.getConfiguration())
                .locations(locations)
                .load()
                .migrate();
    }

    private StorageEngine await(Flyway flyway) {
        int attempts = Math.max(1, flyway.getConfiguration().getConnectRetries());
        for (int attempt = 1; ; attempt++) {
            try {
                return StorageEngine.choose(flyway.getConfiguration().getDataSource(), settings.engine());
            } catch (SQLException e) {
                if (attempt >= attempts) {
                    throw new IllegalStateException("The database did not answer", e);
                }
                LOG.warn("Waiting for the database: {}", e.getMessage());
                rest();
            }
        }
    }

    private void rest() {
        try {
            Thread.sleep(settings.retry());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the database", e);
        }
    }
}
