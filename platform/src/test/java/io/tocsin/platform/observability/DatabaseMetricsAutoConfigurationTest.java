package io.tocsin.platform.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class DatabaseMetricsAutoConfigurationTest {
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(DatabaseMetricsAutoConfiguration.class))
            .withBean(SimpleMeterRegistry.class);

    @Test
    void watchesThePoolBeforeItsFirstConnection() {
        context.withBean("dataSource", HikariDataSource.class, () -> {
                    HikariDataSource pool = new HikariDataSource();
                    pool.setMaximumPoolSize(7);
                    return pool;
                })
                .run(started -> {
                    MeterRegistry registry = started.getBean(MeterRegistry.class);
                    started.getBean(MeterBinder.class).bindTo(registry);

                    assertThat(started.getBean(DataSource.class)).isInstanceOf(TimedDataSource.class);
                    assertThat(size(registry, "max")).isEqualTo(7);
                    assertThat(size(registry, "active")).isZero();
                    assertThat(size(registry, "idle")).isZero();
                    assertThat(size(registry, "pending")).isZero();
                });
    }

    @Test
    void leavesAServiceWithoutADatabaseAlone() {
        context.run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(MeterBinder.class));
    }

    private static double size(MeterRegistry registry, String state) {
        return registry.get("db.connection.pool.size")
                .tag("state", state)
                .gauge()
                .value();
    }
}
