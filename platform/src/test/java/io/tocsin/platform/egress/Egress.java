package io.tocsin.platform.egress;

import static org.assertj.core.api.Assertions.assertThat;

import io.tocsin.platform.egress.EgressResult.Failed;
import java.util.List;

/** Clients as tests need them. */
final class Egress {
    private Egress() {}

    static EgressClient opened(String... ranges) {
        return new EgressClient(new GuardedResolver(new AddressGuard(List.of(ranges))), settings());
    }

    /** Loopback is opened, and names resolve as the test says. */
    static EgressClient looking(NameLookup names) {
        return new EgressClient(new GuardedResolver(new AddressGuard(List.of("127.0.0.0/8")), names), settings());
    }

    static EgressSettings settings() {
        return new EgressSettings(List.of(), "Tocsin", 10, 5);
    }

    static EgressFailure failure(EgressResult result) {
        assertThat(result).isInstanceOf(Failed.class);
        return ((Failed) result).failure();
    }
}
