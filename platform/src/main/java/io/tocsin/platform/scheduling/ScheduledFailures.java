package io.tocsin.platform.scheduling;

import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.ClassUtils;
import org.springframework.util.ErrorHandler;

/**
 * Says which work failed. All of it looks again at its next time, so a database that is away costs one line each time, without
 * the stack that is always the same. What work catches itself, it tells itself.
 */
final class ScheduledFailures implements ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledFailures.class);
    private static final String OURS = "io.tocsin.";

    @Override
    public void handleError(Throwable failure) {
        if (isForWantOfDatabase(failure)) {
            LOG.warn(
                    "{} has to wait for the database: {}; {}",
                    work(failure),
                    failure.toString(),
                    NestedExceptionUtils.getMostSpecificCause(failure).toString());
        } else {
            LOG.error("{} failed; it looks again at its next time", work(failure), failure);
        }
    }

    /** Conflicts with other transactions are transient too, but nobody waits for those. */
    private static boolean isForWantOfDatabase(Throwable failure) {
        return failure instanceof CannotCreateTransactionException
                || failure instanceof DataAccessResourceFailureException
                || failure instanceof TransientDataAccessException && !(failure instanceof ConcurrencyFailureException);
    }

    /** The outermost method of ours, which is the one that the clock calls; where no transaction begins, its proxy's. */
    private static String work(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS))
                .reduce((_, outer) -> outer)
                .map(frame -> ClassUtils.getShortName(frame.getClassName()) + "." + frame.getMethodName())
                .orElse("Scheduled work");
    }
}
