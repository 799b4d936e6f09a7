package io.tocsin.local.product;

import io.tocsin.local.processes.Home;
import io.tocsin.local.processes.Part;
import io.tocsin.local.progress.Progress;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** All parts together: infrastructure first, then what it needs to hold, then the services; the end is the reverse. */
public final class Product {

    /** What the services expect to find in the infrastructure. */
    public interface Preparation {
        void run() throws IOException, InterruptedException;
    }

    private final List<KeptPart> infrastructure;
    private final Preparation preparation;
    private final List<KeptPart> services;
    private final CountDownLatch startEnded = new CountDownLatch(1);
    private final CountDownLatch stopEnded = new CountDownLatch(1);
    private final Thread starter = Thread.currentThread();
    private boolean stopping;

    /** To be started by the thread that makes it. */
    public Product(
            List<Part> infrastructure, Preparation preparation, List<Part> services, Home home, Progress progress) {
        this.infrastructure = kept(infrastructure, home, progress);
        this.preparation = preparation;
        this.services = kept(services, home, progress);
    }

    /**
     * Starts everything and waits until it is ready; from then on parts that die are started again.
     *
     * @throws io.tocsin.local.processes.LaunchException if a part can't be started; others may be running then
     * @throws InterruptedException if it was stopped in the meantime
     */
    public void start() throws IOException, InterruptedException {
        try {
            AtOnce.run(infrastructure.stream().map(Product::start).toList());
            preparation.run();
            AtOnce.run(services.stream().map(Product::start).toList());
        } finally {
            startEnded.countDown();
        }
    }

    /** Stops what runs; from any thread, also while it is being started. Returns when everything has ended. */
    public void stop() throws IOException, InterruptedException {
        if (!beginStop()) {
            stopEnded.await();
            return;
        }
        try {
            if (startEnded.getCount() > 0) {
                starter.interrupt();
                startEnded.await();
            }
            try {
                AtOnce.run(services.stream().map(Product::stop).toList());
            } finally {
                AtOnce.run(infrastructure.stream().map(Product::stop).toList());
            }
        } finally {
            stopEnded.countDown();
        }
    }

    /** Waits until somebody has stopped it. */
    public void awaitStop() throws InterruptedException {
        stopEnded.await();
    }

    private synchronized boolean beginStop() {
        if (stopping) {
            return false;
        }
        stopping = true;
        return true;
    }

    private static List<KeptPart> kept(List<Part> parts, Home home, Progress progress) {
        return parts.stream().map(part -> new KeptPart(part, home, progress)).toList();
    }

    private static Callable<Void> start(KeptPart part) {
        return () -> {
            part.start();
            return null;
        };
    }

    private static Callable<Void> stop(KeptPart part) {
        return () -> {
            part.stop();
            return null;
        };
    }
}
