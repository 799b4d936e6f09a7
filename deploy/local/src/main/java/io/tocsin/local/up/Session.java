package io.tocsin.local.up;

import io.tocsin.local.lock.LauncherLock;
import io.tocsin.local.product.Product;
import io.tocsin.local.progress.Progress;
import java.io.IOException;
import java.time.Duration;

/** The launcher's life with a product: from its start to the signal that ends both. */
final class Session implements AutoCloseable {

    private final Product product;
    private final Progress progress;
    private final LauncherLock lock;

    Session(Product product, Progress progress, LauncherLock lock) {
        this.product = product;
        this.progress = progress;
        this.lock = lock;
    }

    /**
     * Starts the product; a signal (Ctrl-C, {@code deploy/down}) stops it from now on, at any time.
     *
     * @return how long the start took
     */
    Duration start() throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end"));
        var began = System.nanoTime();
        try {
            product.start();
        } catch (RuntimeException | IOException e) {
            product.stop();
            throw e;
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    void awaitEnd() throws InterruptedException {
        product.awaitStop();
    }

    @Override
    public void close() throws IOException {
        progress.close();
        lock.close();
    }

    private void end() {
        try {
            product.stop();
            close();
        } catch (IOException | InterruptedException | RuntimeException e) {
            progress.say("Stopping failed: " + e);
        }
    }
}
