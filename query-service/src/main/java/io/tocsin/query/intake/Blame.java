package io.tocsin.query.intake;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells whether the data of a batch is at fault, or the world around it. */
final class Blame {
    private Blame() {}

    /**
     * Data is at fault where PostgreSQL refuses values (SQLSTATE 22 data exception, 23 integrity, 54 limit exceeded),
     * or our own code stumbles over them. Everything else passes with time.
     */
    static boolean onData(RuntimeException e) {
        String state = sqlState(e);
        if (state != null) {
            return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
        }
        return !(e instanceof DataAccessException || e instanceof TransactionException);
    }

    private static @Nullable String sqlState(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
