package io.tocsin.monitor.monitors;

import io.tocsin.monitor.accounts.Leftovers;
import java.util.List;
import org.springframework.stereotype.Component;

/** Monitors end with their account: with a tombstone each, so that runners stop. */
@Component
class MonitorLeftovers implements Leftovers {
    private final Monitors monitors;
    private final MonitorPublisher publisher;

    MonitorLeftovers(Monitors monitors, MonitorPublisher publisher) {
        this.monitors = monitors;
        this.publisher = publisher;
    }

    @Override
    public int removeSome(String accountId, int most) {
        List<Monitor> some = monitors.someLocked(accountId, most);
        some.forEach(monitor -> {
            monitors.remove(monitor);
            publisher.deleted(monitor);
        });
        return some.size();
    }
}
