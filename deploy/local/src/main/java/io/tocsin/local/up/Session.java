package io.tocsin.local.up;

import io.tocsin.local.product.Product;
import io.tocsin.local.progress.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The launcher's life with a product: from its start to the signal that ends both. */
final class Session implements AutoCloseable {

    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Product product;
    private final Progress progress;
    private final List<Thread> companions = new CopyOnWriteArrayList<>();

    Session(Product product, Progress progress) {
        this.product = product;
        this.progress = progress;
    }

    /**
     * Starts the product; a signal (Ctrl-C, {@code deploy/down}) stops it from now on, at any time.
     *
     * @return how long the start took
     */
    Duration start() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
        var began = System.nanoTime();
        product.start();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /**
     * Lets something run beside the product, which is interrupted before the product is stopped; returns when it has
     * ended.
     */
    void accompany(Callable<Void> company) throws IOException, InterruptedException {
        var task = new FutureTask<>(company);
        var thread = Thread.ofPlatform().name("company").start(task);
        companions.add(thread);
        try {
            task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case IOException cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    /** Lets something run in the background, which is interrupted before the product is stopped. */
    void letRun(Runnable company) {
        companions.add(Thread.ofVirtual().name("background").start(company));
    }

    void awaitEnd() throws InterruptedException {
        product.awaitStop();
    }

    /** Stops the product, or waits until another thread has done so. */
    @Override
    public void close() throws IOException {
        try {
            product.stop();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        try {
            sendCompanionsAway();
            close();
        } catch (IOException | InterruptedException | RuntimeException e) {
            progress.say("Stopping failed: " + e);
        }
    }

    private void sendCompanionsAway() throws InterruptedException {
        companions.forEach(Thread::interrupt);
        for (var companion : companions) {
            companion.join(FAREWELL);
        }
    }
}
