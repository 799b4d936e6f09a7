package io.tocsin.query.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WindowsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Windows windows = new Windows(new DeliverySettings(
            List.of(Duration.ZERO), SECOND, SECOND.multipliedBy(2), SECOND, 1, 8, SECOND, 1, SECOND));

    @Test
    void keepsPlacesForThoseThatAnswer() {
        delivered("answering");
        windows.begin(delivery("silent"));

        assertThat(windows.open(Set.of("answering", "silent", "unheard"))).containsExactly("answering");
    }

    @Test
    void opensAsPlacesBecomeFree() {
        delivered("answering");
        windows.begin(delivery("answering"));
        assertThat(windows.open(Set.of("answering"))).isEmpty();

        windows.end(tried("answering"));

        assertThat(windows.open(Set.of("answering"))).containsExactly("answering");
    }

    private void delivered(String endpointId) {
        windows.begin(delivery(endpointId));
        windows.end(tried(endpointId));
    }

    private static Tried tried(String endpointId) {
        return new Tried(delivery(endpointId), new Attempt(Instant.EPOCH, 204, null, 1, null), new Outcome.Delivered());
    }

    private static Leased delivery(String endpointId) {
        return new Leased(
                "dlv_" + endpointId, 1, 0, 0, false, "acc_1", endpointId, 1, null, "evt_1", "correlation", "{}");
    }
}
