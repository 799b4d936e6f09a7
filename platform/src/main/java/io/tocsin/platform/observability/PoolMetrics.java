package io.tocsin.platform.observability;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToIntFunction;

/**
 * Connections of the pool: {@code db_connection_pool_size}, by state.
 *
 * <p>Wake somebody when some are pending for a minute: all are in use, and requests wait.
 */
final class PoolMetrics implements MeterBinder {
    private final HikariDataSource pool;

    PoolMetrics(HikariDataSource pool) {
        this.pool = pool;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge(registry, "active", HikariPoolMXBean::getActiveConnections);
        gauge(registry, "idle", HikariPoolMXBean::getIdleConnections);
        gauge(registry, "pending", HikariPoolMXBean::getThreadsAwaitingConnection);
        Gauge.builder("db.connection.pool.size", pool, HikariDataSource::getMaximumPoolSize)
                .description("Connections of the pool, and threads that wait for one")
                .tag("state", "max")
                .register(registry);
    }

    private void gauge(MeterRegistry registry, String state, ToIntFunction<HikariPoolMXBean> size) {
        Gauge.builder("db.connection.pool.size", pool, source -> {
                    HikariPoolMXBean started = source.getHikariPoolMXBean();
                    return started == null ? 0 : size.applyAsInt(started);
                })
                .description("Connections of the pool, and threads that wait for one")
                .tag("state", state)
                .register(registry);
    }
}
