package io.tocsin.platform.tenancy;

import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Wraps the pool of a service that has one. Migrations run as the owner of the tables, past this. */
@AutoConfiguration
@ConditionalOnClass(DelegatingDataSource.class)
public class TenancyAutoConfiguration {
    @Bean
    static BeanPostProcessor tenantDataSource() {
        return new TenantDataSources();
    }

    private static final class TenantDataSources implements BeanPostProcessor, Ordered {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
            return bean instanceof DataSource pool && name.equals("dataSource") ? new TenantDataSource(pool) : bean;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }
    }
}
