package io.tocsin.platform.scheduling;

import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.util.ErrorHandler;

/**
 * Says which work failed. All of it is done again at its next time, so a database that is away is one line for each try,
 * without the stack that is the same every time.
 */
final class ScheduledFailures implements ErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ScheduledFailures.class);
    private static final String OURS = "io.tocsin.";

    private static final List<Class<? extends RuntimeException>> DATABASE_AWAY = List.of(
            DataAccessResourceFailureException.class,
            TransientDataAccessException.class,
            CannotCreateTransactionException.class);

    @Override
    public void handleError(Throwable failure) {
        if (DATABASE_AWAY.stream().anyMatch(type -> type.isInstance(failure))) {
            LOG.warn(
                    "{} has to wait, the database did not answer: {}",
                    work(failure),
                    NestedExceptionUtils.getMostSpecificCause(failure).getMessage());
        } else {
            LOG.error("{} failed; it is tried again at its next time", work(failure), failure);
        }
    }

    /** The outermost method of ours, which is the one that the clock calls. */
    private static String work(Throwable failure) {
        return Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(OURS)
                        && !frame.getClassName().contains("$$"))
                .reduce((_, outer) -> outer)
                .map(frame -> frame.getClassName()
                                .substring(frame.getClassName().lastIndexOf('.') + 1) + "." + frame.getMethodName())
                .orElse("Scheduled work");
    }
}
