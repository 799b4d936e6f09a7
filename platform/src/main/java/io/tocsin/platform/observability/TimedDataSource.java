package io.tocsin.platform.observability;

import io.micrometer.core.instrument.Timer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Times statements, and nothing else, at half a microsecond each: the libraries that could do it observe every call of
 * JDBC and cost as much as reading a row.
 */
final class TimedDataSource extends DelegatingDataSource {
    private final Supplier<QueryMetrics> metrics;

    /** @param metrics asked for when the first connection is, which is after everything was started */
    TimedDataSource(DataSource target, Supplier<QueryMetrics> metrics) {
        super(target);
        this.metrics = metrics;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return timed(super.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return timed(super.getConnection(username, password));
    }

    private Connection timed(Connection connection) {
        QueryMetrics queries = metrics.get();
        return proxy(Connection.class, (proxy, method, arguments) -> {
            Object result = call(proxy, connection, method, arguments);
            return result instanceof Statement statement ? timed(statement, method, arguments, queries) : result;
        });
    }

    private static Statement timed(
            Statement statement, Method made, @Nullable Object @Nullable [] with, QueryMetrics queries) {
        Timer prepared = with != null && with.length > 0 && with[0] instanceof String sql ? queries.of(sql) : null;
        return proxy(kind(made), (proxy, method, arguments) -> {
            if (!method.getName().startsWith("execute")) {
                return call(proxy, statement, method, arguments);
            }
            Timer timer = prepared == null ? queries.of(sql(arguments)) : prepared;
            long begin = System.nanoTime();
            try {
                return call(proxy, statement, method, arguments);
            } finally {
                queries.record(timer, begin);
            }
        });
    }

    private static Class<? extends Statement> kind(Method made) {
        if (made.getReturnType() == CallableStatement.class) {
            return CallableStatement.class;
        }
        return made.getReturnType() == PreparedStatement.class ? PreparedStatement.class : Statement.class;
    }

    private static String sql(@Nullable Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql ? sql : "";
    }

    private static @Nullable Object call(
            Object proxy, Object target, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("equals") && arguments != null) {
            return proxy == arguments[0];
        }
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(TimedDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
