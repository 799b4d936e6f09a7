package io.tocsin.query.deliveries;

import io.tocsin.platform.egress.EgressClient;
import io.tocsin.platform.egress.EgressRequest;
import io.tocsin.platform.egress.EgressResult;
import io.tocsin.platform.egress.EgressSettings;
import io.tocsin.platform.egress.GuardedResolver;
import org.springframework.stereotype.Component;

/**
 * Sends to customers' addresses with a pool of connections of its own. Many endpoints share a host (all of a chat
 * service's do), so a host may have the whole pool: endpoints are kept apart by what each may have under way.
 */
@Component
class HookClient implements AutoCloseable {
    private final EgressClient client;

    HookClient(GuardedResolver resolver, EgressSettings egress, DeliverySettings settings) {
        client = new EgressClient(
                resolver,
                new EgressSettings(egress.allowedRanges(), egress.userAgent(), settings.atOnce(), settings.atOnce()));
    }

    EgressResult send(EgressRequest request) {
        return client.send(request);
    }

    @Override
    public void close() {
        client.close();
    }
}
