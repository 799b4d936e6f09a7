package io.tocsin.query.transformations;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The few threads that evaluate expressions. An evaluation never waits: on virtual threads a handful would keep everyone
 * else from being carried.
 */
final class Evaluators {
    private static final int AT_ONCE = 2;
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().daemon().name("transformation-", 0).factory());

    private Evaluators() {}

    /**
     * @param turn held while it waits for a thread, and while it has one
     * @param patience for its turn, and again for a thread
     * @throws EvaluatorsBusyException when that is over
     */
    static <T> T evaluate(Semaphore turn, Supplier<T> evaluation, Duration patience) {
        try {
            if (!turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new EvaluatorsBusyException();
            }
            try {
                return result(THREADS.submit(evaluation::get), patience);
            } finally {
                turn.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EvaluatorsBusyException();
        }
    }

    private static <T> T result(Future<T> result, Duration patience) throws InterruptedException {
        try {
            return result.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            throw new EvaluatorsBusyException();
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            result.cancel(false);
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException failure -> failure;
            case Error failure -> throw failure;
            case null, default -> new IllegalStateException(e);
        };
    }
}
