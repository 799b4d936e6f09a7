package io.tocsin.local.up;

import io.tocsin.local.progress.Progress;
import io.tocsin.local.services.ServicePart;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Prepares the next start to be faster while the machine has nothing better to do. */
final class Rehearsals implements Runnable {

    /** The first minute belongs to the person who has just started the product. */
    private static final Duration CALM = Duration.ofMinutes(1);

    private final List<ServicePart> services;
    private final Progress progress;

    Rehearsals(List<ServicePart> services, Progress progress) {
        this.services = services;
        this.progress = progress;
    }

    /** One after the other; interrupted, it leaves the rest to the next time. */
    @Override
    public void run() {
        try {
            Thread.sleep(CALM);
            for (var service : services) {
                service.rehearse();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            progress.say("The next start will not be faster: " + e);
        }
    }
}
