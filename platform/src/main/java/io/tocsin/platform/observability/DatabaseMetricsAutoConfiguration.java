package io.tocsin.platform.observability;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.util.function.SingletonSupplier;

/** Times the statements and watches the pool of a service that has a database. */
@AutoConfiguration(after = DataSourceAutoConfiguration.class)
@ConditionalOnClass({DelegatingDataSource.class, HikariDataSource.class})
class DatabaseMetricsAutoConfiguration {
    @Bean
    static BeanPostProcessor timedDataSource(ObjectProvider<MeterRegistry> registry) {
        Supplier<QueryMetrics> metrics = SingletonSupplier.of(() -> new QueryMetrics(registry.getObject()));
        return new TimedDataSources(metrics);
    }

    @Bean
    @ConditionalOnBean(DataSource.class)
    MeterBinder poolMetrics(DataSource source) throws SQLException {
        return new PoolMetrics(source.unwrap(HikariDataSource.class));
    }

    /** Without an order, so it comes last and does not time what other wrappers send along with every connection. */
    private record TimedDataSources(Supplier<QueryMetrics> metrics) implements BeanPostProcessor {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource source && name.equals("dataSource")
                    ? new TimedDataSource(source, metrics)
                    : bean;
        }
    }
}
