package io.tocsin.local.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/** Several things at once, none left behind: the first failure interrupts the others and is thrown when they ended. */
public final class AtOnce {

    private AtOnce() {}

    public static void run(List<Callable<Void>> tasks) throws IOException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ended = new ExecutorCompletionService<Void>(threads);
            tasks.forEach(ended::submit);
            try {
                for (var i = 0; i < tasks.size(); i++) {
                    ended.take().get();
                }
            } catch (ExecutionException e) {
                threads.shutdownNow();
                rethrow(e);
            } catch (InterruptedException e) {
                threads.shutdownNow();
                throw e;
            }
        }
    }

    private static void rethrow(ExecutionException failure) throws IOException, InterruptedException {
        switch (failure.getCause()) {
            case IOException e -> throw e;
            case UncheckedIOException e -> throw e;
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            case null, default -> throw new IllegalStateException(failure);
        }
    }
}
